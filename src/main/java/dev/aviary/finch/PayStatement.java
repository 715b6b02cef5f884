package dev.aviary.finch;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One individual's share of a payment (finch-api 2.12). */
public record PayStatement(
        @Nullable String individualId,
        @Nullable String type,
        @Nullable String paymentMethod,
        @Nullable Double totalHours,
        @Nullable Money grossPay,
        @Nullable Money netPay,
        List<Earning> earnings,
        List<Tax> taxes,
        List<EmployeeDeduction> employeeDeductions,
        List<EmployerContribution> employerContributions,
        @JsonAnySetter Map<String, Object> unknown) {
    public PayStatement {
        earnings = Lists.withoutNulls(earnings);
        taxes = Lists.withoutNulls(taxes);
        employeeDeductions = Lists.withoutNulls(employeeDeductions);
        employerContributions = Lists.withoutNulls(employerContributions);
        unknown = Lists.copyOf(unknown);
    }

    /** Masked: personal data never reaches a log or an exception by accident. */
    @Override
    public String toString() {
        return "PayStatement[hidden]";
    }
}
