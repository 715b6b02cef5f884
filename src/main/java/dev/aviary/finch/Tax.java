package dev.aviary.finch;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A tax line; {@code employer} true means paid by the employer, outside net pay. */
public record Tax(
        @Nullable String type,
        @Nullable String name,
        @Nullable Boolean employer,
        @Nullable Long amount,
        @Nullable String currency,
        @Nullable Object attributes,
        @JsonAnySetter Map<String, Object> unknown) {
    public Tax {
        unknown = Lists.copyOf(unknown);
    }

    /** Masked: personal data never reaches a log or an exception by accident. */
    @Override
    public String toString() {
        return "Tax[hidden]";
    }
}
