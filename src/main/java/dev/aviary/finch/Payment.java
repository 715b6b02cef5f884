package dev.aviary.finch;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One pay run, an element of {@code GET /employer/payment} (finch-api 2.11). */
public record Payment(
        @Nullable String id,
        @Nullable PayPeriod payPeriod,
        @Nullable String payDate,
        @Nullable String debitDate,
        @Nullable Money companyDebit,
        @Nullable Money grossPay,
        @Nullable Money netPay,
        @Nullable Money employerTaxes,
        @Nullable Money employeeTaxes,
        List<String> individualIds,
        List<String> payGroupIds,
        List<String> payFrequencies,
        @JsonAnySetter Map<String, Object> unknown) {
    public Payment {
        individualIds = Lists.withoutNulls(individualIds);
        payGroupIds = Lists.withoutNulls(payGroupIds);
        payFrequencies = Lists.withoutNulls(payFrequencies);
        unknown = Lists.copyOf(unknown);
    }

    /** Masked: personal data never reaches a log or an exception by accident. */
    @Override
    public String toString() {
        return "Payment[hidden]";
    }
}
