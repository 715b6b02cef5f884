package dev.aviary.finch;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row of {@code GET /employer/directory} (finch-api 2.8). Active and inactive people are listed. */
public record DirectoryEntry(
        @Nullable String id,
        @Nullable String firstName,
        @Nullable String middleName,
        @Nullable String lastName,
        @Nullable PersonRef manager,
        @Nullable Department department,
        @Nullable Boolean isActive,
        @JsonAnySetter Map<String, Object> unknown) {
    public DirectoryEntry {
        unknown = Lists.copyOf(unknown);
    }

    /** Masked: personal data never reaches a log or an exception by accident. */
    @Override
    public String toString() {
        return "DirectoryEntry[hidden]";
    }
}
