package dev.aviary.finch;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An amount in integer cents with its currency as Finch spelled it; compare currencies without regard to case. */
public record Money(
        @Nullable Long amount,
        @Nullable String currency,
        @JsonAnySetter Map<String, Object> unknown) {
    public Money {
        unknown = Lists.copyOf(unknown);
    }

    public Money(@Nullable Long amount, @Nullable String currency) {
        this(amount, currency, Map.of());
    }

    /** Masked: personal data never reaches a log or an exception by accident. */
    @Override
    public String toString() {
        return "Money[hidden]";
    }
}
