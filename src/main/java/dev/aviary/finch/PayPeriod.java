package dev.aviary.finch;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** First and last day that a payment covers, as Finch sent them. */
public record PayPeriod(
        @Nullable String startDate,
        @Nullable String endDate,
        @JsonAnySetter Map<String, Object> unknown) {
    public PayPeriod {
        unknown = Lists.copyOf(unknown);
    }

    public PayPeriod(@Nullable String startDate, @Nullable String endDate) {
        this(startDate, endDate, Map.of());
    }
}
