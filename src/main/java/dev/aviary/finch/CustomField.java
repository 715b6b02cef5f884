package dev.aviary.finch;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A field of the provider's own; the value has any JSON shape, names are not unique. */
public record CustomField(
        @Nullable String name,
        @Nullable Object value,
        @JsonAnySetter Map<String, Object> unknown) {
    public CustomField {
        unknown = Lists.copyOf(unknown);
    }

    public CustomField(@Nullable String name, @Nullable Object value) {
        this(name, value, Map.of());
    }

    /** Masked: personal data never reaches a log or an exception by accident. */
    @Override
    public String toString() {
        return "CustomField[hidden]";
    }
}
