package dev.aviary.finch;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A line of pay. */
public record Earning(
        @Nullable String type,
        @Nullable String name,
        @Nullable Long amount,
        @Nullable String currency,
        @Nullable Double hours,
        @Nullable Object attributes,
        @JsonAnySetter Map<String, Object> unknown) {
    public Earning {
        unknown = Lists.copyOf(unknown);
    }

    /** Masked: personal data never reaches a log or an exception by accident. */
    @Override
    public String toString() {
        return "Earning[hidden]";
    }
}
