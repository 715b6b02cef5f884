package dev.aviary.audit;

import dev.aviary.keys.InstallationKeys;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Signs checkpoints: first verifies what came since the last one, so that a change made in the database is never signed. */
final class CheckpointDesk {

    private final InstallationKeys keys;
    private final Signer signer;
    private final Lanes lanes;
    private final AuditRows events;
    private final CheckpointRows rows;
    private final CheckpointFiles files;
    private final Clock clock;

    CheckpointDesk(InstallationKeys keys, AuditTables tables, CheckpointFiles files) {
        this.keys = keys;
        this.signer = new Signer(keys);
        this.lanes = tables.lanes();
        this.events = tables.events();
        this.rows = tables.checkpoints();
        this.files = files;
        this.clock = tables.clock();
    }

    /** @return the new checkpoint; empty if there is nothing new since the last one, or another process signed at the same moment */
    Optional<Checkpoint> sign() {
        // The second place first: what another process signs meanwhile is then in the database and not missing there.
        var kept = files.newest();
        var last = newest().orElse(null);
        requireNotPutBack(kept, last);
        genuineAfter(kept);
        var heads = lanes.all();
        requireAllLanes(heads);
        var fresh = isNew(last, heads) ? signed(last, heads) : Optional.<Checkpoint>empty();
        genuineAfter(kept).forEach(files::keep);
        return fresh;
    }

    /** The newest checkpoint of the database, if it is genuine. */
    Optional<Checkpoint> newest() {
        return rows.newest().map(this::genuine);
    }

    private Checkpoint genuine(CheckpointRows.Row row) {
        var checkpoint = readable(row.number(), "of the database", row.document());
        if (checkpoint.number() != row.number() || !checkpoint.certificate().isSignedBy(signer.publicKeys())) {
            throw new AuditBrokenException(
                    "Checkpoint " + row.number() + " of the database was changed or forged; run 'aviary audit verify'");
        }
        return checkpoint;
    }

    private static Checkpoint readable(long number, String where, String document) {
        try {
            return Checkpoint.parse(document);
        } catch (IllegalArgumentException e) {
            throw new AuditBrokenException("Checkpoint " + number + " " + where
                    + " was changed: it cannot be read; run 'aviary audit verify'");
        }
    }

    /** Those that the second place does not have yet: nothing is brought there, to stay for good, that does not continue what it has. */
    private List<Checkpoint> genuineAfter(long kept) {
        var waiting = rows.after(kept).stream().map(this::genuine).toList();
        var number = kept;
        var fingerprint = waiting.isEmpty() || kept == 0
                ? Hashes.none()
                : readable(kept, "in " + files, files.read(kept)).fingerprint();
        for (var next : waiting) {
            if (next.number() != number + 1 || !Arrays.equals(next.previous(), fingerprint)) {
                throw new AuditBrokenException(
                        "Checkpoint " + next.number() + " of the database does not continue checkpoint " + number
                                + " in " + files + ": one was removed or forked; run 'aviary audit verify'");
            }
            number = next.number();
            fingerprint = next.fingerprint();
        }
        return waiting;
    }

    private void requireNotPutBack(long kept, @Nullable Checkpoint last) {
        var number = last == null ? 0 : last.number();
        if (kept > number) {
            throw new AuditBrokenException(
                    "The second place " + files + " has checkpoint " + kept
                            + ", the database none after " + number
                            + ": an older state of the database was put back, or checkpoints were removed; run 'aviary audit verify'");
        }
        if (last != null && kept == number) {
            files.keep(last);
        }
    }

    private static void requireAllLanes(List<Lanes.Head> heads) {
        if (heads.size() != Lanes.COUNT) {
            throw new AuditBrokenException("Table audit_lane has " + heads.size() + " rows instead of " + Lanes.COUNT
                    + "; run 'aviary audit verify'");
        }
    }

    private static boolean isNew(@Nullable Checkpoint last, List<Lanes.Head> heads) {
        return last == null ? heads.stream().anyMatch(head -> head.position() > 0) : !last.endsWhere(heads);
    }

    private Optional<Checkpoint> signed(@Nullable Checkpoint last, List<Lanes.Head> heads) {
        requireIntact(last, heads);
        var number = last == null ? 1 : last.number() + 1;
        var previous = last == null ? Hashes.none() : last.fingerprint();
        var checkpoint = Checkpoint.sign(signer, number, previous, heads, clock.instant());
        return rows.keep(checkpoint) ? Optional.of(checkpoint) : Optional.empty();
    }

    private void requireIntact(@Nullable Checkpoint last, List<Lanes.Head> heads) {
        var faults = new Faults();
        var chains = new ChainCheck(faults);
        if (last != null) {
            chains.from(last.lanes());
        }
        new LoggedChains(events, keys.vouching(JdbcAuditLog.KEY), VerificationProgress.NONE).check(chains, heads);
        chains.end();
        heads.forEach(head -> requireEnd(chains.end(head.lane()), head, faults));
        if (!faults.isEmpty()) {
            throw new AuditBrokenException(
                    "The audit log was changed since the last checkpoint, so no other is signed; run 'aviary audit verify'. First fault: "
                            + faults.lines().get(0));
        }
    }

    static void requireEnd(Lanes.Head end, Lanes.Head head, Faults faults) {
        if (end.position() != head.position() || !Arrays.equals(end.hash(), head.hash())) {
            faults.add("lane " + head.lane() + " ends at position " + end.position()
                    + ", but audit_lane says another event, of position " + head.position()
                    + ", is its last: its tail was cut or audit_lane was changed");
        }
    }
}
