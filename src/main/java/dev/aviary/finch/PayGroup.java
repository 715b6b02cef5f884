package dev.aviary.finch;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A pay group (finch-api 2.13); {@code individualIds} only from the single read. */
public record PayGroup(
        @Nullable String id,
        @Nullable String name,
        List<String> individualIds,
        List<String> payFrequencies,
        @JsonAnySetter Map<String, Object> unknown) {
    public PayGroup {
        individualIds = Lists.withoutNulls(individualIds);
        payFrequencies = Lists.withoutNulls(payFrequencies);
        unknown = Lists.copyOf(unknown);
    }
}
