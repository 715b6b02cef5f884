package dev.aviary.finch;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A department by its free-text name. */
public record Department(
        @Nullable String name,
        @Nullable Department parent,
        @JsonAnySetter Map<String, Object> unknown) {
    public Department {
        unknown = Lists.copyOf(unknown);
    }

    public Department(@Nullable String name, @Nullable Department parent) {
        this(name, parent, Map.of());
    }
}
