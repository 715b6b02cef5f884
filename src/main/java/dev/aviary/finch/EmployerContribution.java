package dev.aviary.finch;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the employer adds. */
public record EmployerContribution(
        @Nullable String name,
        @Nullable Long amount,
        @Nullable String currency,
        @Nullable String type,
        @Nullable Object attributes,
        @JsonAnySetter Map<String, Object> unknown) {
    public EmployerContribution {
        unknown = Lists.copyOf(unknown);
    }

    /** Masked: personal data never reaches a log or an exception by accident. */
    @Override
    public String toString() {
        return "EmployerContribution[hidden]";
    }
}
