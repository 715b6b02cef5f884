package dev.aviary.finch;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Data of {@code POST /employer/employment} (finch-api 2.10). Dates and enum words are kept as Finch sent them. */
public record Employment(
        @Nullable String id,
        @Nullable String firstName,
        @Nullable String middleName,
        @Nullable String lastName,
        @Nullable String title,
        @Nullable PersonRef manager,
        @Nullable Department department,
        @Nullable EmploymentForm employment,
        @Nullable String employmentStatus,
        @Nullable Boolean isActive,
        @Nullable String startDate,
        @Nullable String endDate,
        @Nullable String latestRehireDate,
        @Nullable String classCode,
        @Nullable String flsaStatus,
        @Nullable Location location,
        @Nullable String unionCode,
        @Nullable String unionLocal,
        @Nullable Boolean keyEmployee,
        @Nullable Boolean highlyCompensatedEmployee,
        @Nullable Income income,
        List<Income> incomeHistory,
        List<CustomField> customFields,
        @Nullable String sourceId,
        @Nullable String workId,
        @JsonAnySetter Map<String, Object> unknown) {
    public Employment {
        incomeHistory = Lists.withoutNulls(incomeHistory);
        customFields = Lists.withoutNulls(customFields);
        unknown = Lists.copyOf(unknown);
    }

    /** Masked: personal data never reaches a log or an exception by accident. */
    @Override
    public String toString() {
        return "Employment[hidden]";
    }
}
