package dev.aviary.finch;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A company-wide deduction or contribution (finch-api 2.15). */
public record Benefit(
        @Nullable String benefitId,
        @Nullable String type,
        @Nullable String description,
        @Nullable String frequency,
        @Nullable Object companyContribution,
        @JsonAnySetter Map<String, Object> unknown) {
    public Benefit {
        unknown = Lists.copyOf(unknown);
    }
}
