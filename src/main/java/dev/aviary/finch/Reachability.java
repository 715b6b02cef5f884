package dev.aviary.finch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether Finch answered at all.
 *
 * @param status HTTP status of the answer, 0 if there was none
 * @param clockSkew Finch's {@code Date} header minus our clock; null if it sent none
 * @param cause why there was no answer, in words for an operator; null if there was one
 */
public record Reachability(
        int status, @Nullable Duration clockSkew, @Nullable String cause) {}
