package dev.aviary.leakscan.findings;

import dev.aviary.leakscan.Severity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What people still have to deal with.
 *
 * @param findings open or confirmed, of any severity
 * @param worst the worst of them; null if there are none
 * @param incidents open ones
 * @param incidentsSince when Aviary was aware of the oldest of them; null if there are none
 */
public record Attention(
        long findings,
        @Nullable Severity worst,
        long incidents,
        @Nullable Instant incidentsSince) {}
