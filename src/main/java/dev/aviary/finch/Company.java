package dev.aviary.finch;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code GET /employer/company} (finch-api 2.7). Arrays are never null here and hold no null elements. */
public record Company(
        @Nullable String id,
        @Nullable String legalName,
        @Nullable EntityForm entity,
        @Nullable String primaryEmail,
        @Nullable String primaryPhoneNumber,
        @Nullable String ein,
        List<Department> departments,
        List<Location> locations,
        List<BankAccount> accounts,
        @JsonAnySetter Map<String, Object> unknown) {
    public Company {
        departments = Lists.withoutNulls(departments);
        locations = Lists.withoutNulls(locations);
        accounts = Lists.withoutNulls(accounts);
        unknown = Lists.copyOf(unknown);
    }

    /** Masked: personal data never reaches a log or an exception by accident. */
    @Override
    public String toString() {
        return "Company[hidden]";
    }
}
