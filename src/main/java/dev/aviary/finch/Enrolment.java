package dev.aviary.finch;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One individual's part in a benefit: body data of {@code GET /employer/benefits/{id}/individuals}. */
public record Enrolment(
        @Nullable Object employeeDeduction,
        @Nullable Object companyContribution,
        @Nullable Long annualMaximum,
        @Nullable Boolean catchUp,
        @Nullable String hsaContributionLimit,
        @JsonAnySetter Map<String, Object> unknown) {
    public Enrolment {
        unknown = Lists.copyOf(unknown);
    }

    /** Masked: personal data never reaches a log or an exception by accident. */
    @Override
    public String toString() {
        return "Enrolment[hidden]";
    }
}
