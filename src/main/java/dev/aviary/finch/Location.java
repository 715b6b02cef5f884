package dev.aviary.finch;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An address, of work or of home. {@code country} is usually ISO-3166 alpha-2. */
public record Location(
        @Nullable String line1,
        @Nullable String line2,
        @Nullable String city,
        @Nullable String state,
        @Nullable String postalCode,
        @Nullable String country,
        @Nullable String name,
        @Nullable String sourceId,
        @JsonAnySetter Map<String, Object> unknown) {
    public Location {
        unknown = Lists.copyOf(unknown);
    }

    /** Masked: personal data never reaches a log or an exception by accident. */
    @Override
    public String toString() {
        return "Location[hidden]";
    }
}
