package dev.aviary.finch;

import org.jspecify.annotations.Nullable;

/**
 * How old the data is, as Finch's response headers say (finch-api 1.3). Kept as text: compared for equality, never parsed.
 *
 * @param dataRetrieved {@code Finch-Data-Retrieved}
 * @param lastAttempt {@code Finch-Last-Attempted-Update-Date}
 * @param lastResult {@code Finch-Last-Attempted-Update-Result}: success, error, partial_error
 */
public record Freshness(
        @Nullable String dataRetrieved,
        @Nullable String lastAttempt,
        @Nullable String lastResult) {}
