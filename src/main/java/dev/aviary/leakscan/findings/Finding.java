package dev.aviary.leakscan.findings;

import dev.aviary.leakscan.Certainty;
import dev.aviary.leakscan.Severity;
import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One secret or personal value in one source, as often as it was seen there. Never what was seen.
 *
 * @param source where: a file, an entry of an archive, a table; masked
 * @param rule id of the rule that found it
 * @param severity the worst it was seen with
 * @param certainty the surest it was seen with
 * @param tenant whose it is; null if that is not known or nobody's
 * @param connection whose token it is; null if it is none
 * @param excerpt a few words around it, masked
 * @param position byte of the source at which it was seen last
 * @param sightings how often it was seen, in all scans
 * @param stateSince when the state became what it is
 * @param allowedUntil end of the allowance; null unless it is allowed
 * @param reason why it is allowed; null unless it is
 */
public record Finding(
        UUID id,
        String source,
        String rule,
        Severity severity,
        Certainty certainty,
        @Nullable TenantId tenant,
        @Nullable ConnectionId connection,
        String excerpt,
        long position,
        long sightings,
        Instant firstSeen,
        Instant lastSeen,
        FindingState state,
        Instant stateSince,
        @Nullable Instant allowedUntil,
        @Nullable String reason) {

    /** Whether somebody still has to deal with it. */
    public boolean isUnsettled() {
        return state == FindingState.OPEN || state == FindingState.CONFIRMED;
    }
}
