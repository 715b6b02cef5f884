package dev.aviary.finch;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pay as the provider reports it: cents per {@code unit}, not normalised to a year. */
public record Income(
        @Nullable String unit,
        @Nullable Long amount,
        @Nullable String currency,
        @Nullable String effectiveDate,
        @JsonAnySetter Map<String, Object> unknown) {
    public Income {
        unknown = Lists.copyOf(unknown);
    }

    /** Masked: personal data never reaches a log or an exception by accident. */
    @Override
    public String toString() {
        return "Income[hidden]";
    }
}
