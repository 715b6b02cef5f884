package dev.aviary.vault;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The openings of one token for one purpose within one run, or outside of any.
 *
 * @param unusualSince when they were first found to be far more than usual; null if never
 */
public record TokenUse(
        Occasion occasion,
        long openings,
        Instant firstAt,
        Instant lastAt,
        @Nullable Instant unusualSince) {}
