package dev.aviary.finch;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Kind of employment in Finch's words; unknown words are kept. */
public record EmploymentForm(
        @Nullable String type,
        @Nullable String subtype,
        @JsonAnySetter Map<String, Object> unknown) {
    public EmploymentForm {
        unknown = Lists.copyOf(unknown);
    }

    public EmploymentForm(@Nullable String type, @Nullable String subtype) {
        this(type, subtype, Map.of());
    }
}
