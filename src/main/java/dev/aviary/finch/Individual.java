package dev.aviary.finch;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Data of {@code POST /employer/individual} (finch-api 2.9). Dates and enum words are kept as Finch sent them. */
public record Individual(
        @Nullable String id,
        @Nullable String firstName,
        @Nullable String middleName,
        @Nullable String lastName,
        @Nullable String preferredName,
        List<Email> emails,
        List<PhoneNumber> phoneNumbers,
        @Nullable String gender,
        @Nullable String ethnicity,
        @Nullable String maritalStatus,
        @Nullable String dob,
        @Nullable Location residence,
        @Nullable String ssn,
        @Nullable String encryptedSsn,
        @JsonAnySetter Map<String, Object> unknown) {
    public Individual {
        emails = Lists.withoutNulls(emails);
        phoneNumbers = Lists.withoutNulls(phoneNumbers);
        unknown = Lists.copyOf(unknown);
    }

    /** Masked: personal data never reaches a log or an exception by accident. */
    @Override
    public String toString() {
        return "Individual[hidden]";
    }
}
