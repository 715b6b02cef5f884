package dev.aviary.finch;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Legal form of a company, in Finch's words; unknown words are kept. */
public record EntityForm(
        @Nullable String type,
        @Nullable String subtype,
        @JsonAnySetter Map<String, Object> unknown) {
    public EntityForm {
        unknown = Lists.copyOf(unknown);
    }

    public EntityForm(@Nullable String type, @Nullable String subtype) {
        this(type, subtype, Map.of());
    }
}
