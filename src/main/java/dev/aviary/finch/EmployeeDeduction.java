package dev.aviary.finch;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A deduction from an employee's pay. */
public record EmployeeDeduction(
        @Nullable String name,
        @Nullable Long amount,
        @Nullable String currency,
        @Nullable Boolean preTax,
        @Nullable String type,
        @Nullable Object attributes,
        @JsonAnySetter Map<String, Object> unknown) {
    public EmployeeDeduction {
        unknown = Lists.copyOf(unknown);
    }

    /** Masked: personal data never reaches a log or an exception by accident. */
    @Override
    public String toString() {
        return "EmployeeDeduction[hidden]";
    }
}
