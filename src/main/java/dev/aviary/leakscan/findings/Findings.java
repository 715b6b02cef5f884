package dev.aviary.leakscan.findings;

import dev.aviary.leakscan.Severity;
import dev.aviary.leakscan.findings.FindingRecorder.Recorded;
import dev.aviary.tenancy.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the leak scan has found, and what people make of it. Each decision is an audit event in its own transaction. Thread-safe. */
public interface Findings {

    /** Fewest characters of the beginning of an id. */
    int SHORTEST_BEGINNING = 8;

    /** Longest reason of an allowance, in characters. */
    int LONGEST_REASON = 500;

    /**
     * The worst first, then the newest.
     *
     * @param states only of these states, one at least
     * @param least only of this severity or worse
     * @param tenant only of this tenant; null for all, also those of nobody
     * @param most how many at most, from 1 on
     */
    List<Finding> list(Set<FindingState> states, Severity least, @Nullable TenantId tenant, int most);

    /**
     * Those whose id begins like that, by id.
     *
     * @param beginning {@link #SHORTEST_BEGINNING} characters or more
     * @param tenant only of this tenant; null for all, also those of nobody
     * @param most how many at most, from 1 on
     * @throws IllegalArgumentException if no id begins like that, or the beginning is too short
     */
    List<Finding> beginningWith(String beginning, @Nullable TenantId tenant, int most);

    Optional<Finding> find(UUID id);

    /** Those of a finding, the newest first; at most one is open. */
    List<Incident> incidents(UUID finding);

    /** How many of this severity or worse are open or confirmed. */
    long unsettled(Severity least);

    /** What was seen for the first time from then on, what was opened again, and the incidents that were opened. */
    Recorded since(Instant since);

    /** All that is open or confirmed, and all open incidents. */
    Attention attention();

    /**
     * It is a leak.
     *
     * @return false if that was said already
     * @throws IllegalArgumentException if there is no such finding
     */
    boolean confirm(UUID id);

    /**
     * It was dealt with; its incident is closed.
     *
     * @return false if that was said already
     * @throws IllegalArgumentException if there is no such finding
     */
    boolean resolve(UUID id);

    /**
     * It is no leak until then; its incident is closed.
     *
     * @param until in the future
     * @param reason 1 to {@link #LONGEST_REASON} characters; masked before it is kept
     * @throws IllegalArgumentException if there is no such finding, or until or reason is not what it must be
     */
    void allow(UUID id, Instant until, String reason);
}
