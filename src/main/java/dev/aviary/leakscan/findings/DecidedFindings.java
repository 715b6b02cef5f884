package dev.aviary.leakscan.findings;

import dev.aviary.audit.AuditAct;
import dev.aviary.audit.AuditLog;
import dev.aviary.leakscan.Severity;
import dev.aviary.leakscan.findings.FindingRecorder.Recorded;
import dev.aviary.logging.Masked;
import dev.aviary.tenancy.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/** Findings of the database, each decision in one transaction with its audit event. */
final class DecidedFindings implements Findings {

    private static final Pattern BEGINNING = Pattern.compile("[0-9a-f-]{" + SHORTEST_BEGINNING + ",36}");

    private final FindingRows rows;
    private final Incidents incidents;
    private final AuditLog audit;
    private final TransactionOperations transaction;
    private final Clock clock;

    DecidedFindings(
            FindingRows rows, Incidents incidents, AuditLog audit, TransactionOperations transaction, Clock clock) {
        this.rows = rows;
        this.incidents = incidents;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public List<Finding> list(Set<FindingState> states, Severity least, @Nullable TenantId tenant, int most) {
        if (states.isEmpty()) {
            throw new IllegalArgumentException("A list is of one state at least");
        }
        return rows.list(states, least, tenant, most);
    }

    @Override
    public List<Finding> beginningWith(String beginning, @Nullable TenantId tenant, int most) {
        var written = beginning.toLowerCase(Locale.ROOT);
        if (!BEGINNING.matcher(written).matches()) {
            throw new IllegalArgumentException("An id begins with " + SHORTEST_BEGINNING
                    + " characters or more, of 0 to 9, a to f and dashes, and has 36");
        }
        return rows.beginningWith(written, tenant, most);
    }

    @Override
    public Optional<Finding> find(UUID id) {
        return rows.find(id);
    }

    @Override
    public List<Incident> incidents(UUID finding) {
        return incidents.of(finding);
    }

    @Override
    public long unsettled(Severity least) {
        return rows.unsettled().entrySet().stream()
                .filter(counted -> counted.getKey().compareTo(least) >= 0)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    @Override
    public Recorded since(Instant since) {
        return new Recorded(rows.added(since), rows.reopened(since), incidents.openedSince(since));
    }

    @Override
    public Attention attention() {
        var counted = rows.unsettled();
        var open = incidents.allOpen();
        return new Attention(
                counted.values().stream().mapToLong(Long::longValue).sum(),
                counted.keySet().stream().max(Comparator.naturalOrder()).orElse(null),
                open.number(),
                open.since());
    }

    @Override
    public boolean confirm(UUID id) {
        return decide(id, FindingState.CONFIRMED, AuditAct.FINDING_CONFIRMED, null, null);
    }

    @Override
    public boolean resolve(UUID id) {
        return decide(id, FindingState.RESOLVED, AuditAct.FINDING_RESOLVED, null, null);
    }

    @Override
    public void allow(UUID id, Instant until, String reason) {
        if (!until.isAfter(clock.instant())) {
            throw new IllegalArgumentException("An allowance ends in the future");
        }
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw new IllegalArgumentException("A reason has 1 to " + LONGEST_REASON + " characters");
        }
        decide(id, FindingState.ALLOWED, AuditAct.FINDING_ALLOWED, until, shortened(Masked.text(reason.strip())));
    }

    /** A mask may be longer than what it masks. */
    private static String shortened(String masked) {
        return masked.length() <= 2 * LONGEST_REASON ? masked : masked.substring(0, 2 * LONGEST_REASON);
    }

    private boolean decide(
            UUID id, FindingState state, AuditAct act, @Nullable Instant until, @Nullable String reason) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            var finding = rows.locked(id).orElseThrow(() -> new IllegalArgumentException("There is no finding " + id));
            if (finding.state() == state && until == null) {
                return false;
            }
            rows.decide(id, state, until, reason);
            if (state != FindingState.CONFIRMED) {
                incidents.close(id);
            }
            audit.append(Events.about(act, finding, id));
            return true;
        }));
    }
}
