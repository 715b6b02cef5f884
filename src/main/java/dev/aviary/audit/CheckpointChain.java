package dev.aviary.audit;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads checkpoints in their order and judges them: numbered without gaps, each continuing the one before, each signed by a known key. */
final class CheckpointChain {

    private final String where;
    private final PublicKeys keys;
    private final Faults faults;
    private final TreeMap<Long, Checkpoint> found = new TreeMap<>();
    private boolean lostTrack;

    /** @param where for example {@code the database} */
    CheckpointChain(String where, PublicKeys keys, Faults faults) {
        this.where = where;
        this.keys = keys;
        this.faults = faults;
    }

    /** @param called what to name it by if it cannot be read */
    void add(String called, String document) {
        Checkpoint checkpoint;
        try {
            checkpoint = Checkpoint.parse(document);
        } catch (IllegalArgumentException e) {
            faults.add(called + " of " + where + " was changed: it cannot be read as a checkpoint");
            lostTrack = true;
            return;
        }
        if (!checkpoint.certificate().isSignedBy(keys)) {
            faults.add(named(checkpoint.number()) + " was changed or forged: its signature is not of a known key");
            lostTrack = true;
            return;
        }
        var last = found.isEmpty() ? null : found.lastEntry().getValue();
        if (!lostTrack) {
            requireNext(checkpoint, last);
        }
        lostTrack = false;
        found.put(checkpoint.number(), checkpoint);
    }

    private void requireNext(Checkpoint checkpoint, @Nullable Checkpoint last) {
        var number = last == null ? 0 : last.number();
        if (checkpoint.number() != number + 1) {
            faults.add(
                    named(checkpoint.number()) + " comes after " + number + ": one was removed, or the order changed");
            return;
        }
        var expected = last == null ? Hashes.none() : last.fingerprint();
        if (!Arrays.equals(checkpoint.previous(), expected)) {
            faults.add(named(checkpoint.number()) + " does not continue checkpoint " + number + ": it was forked");
        }
    }

    private String named(long number) {
        return "checkpoint " + number + " of " + where;
    }

    Map<Long, Checkpoint> found() {
        return found;
    }

    Optional<Checkpoint> newest() {
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(found.lastEntry().getValue());
    }

    /** Whatever two places both have must be the same; what only the other has was removed here. */
    void compareWith(CheckpointChain second) {
        second.found.forEach((number, theirs) -> {
            var ours = found.get(number);
            if (ours == null) {
                faults.add(named(number) + " is missing, but " + second.where
                        + " has it: it was removed, or an older state was put back");
            } else if (!ours.certificate()
                    .document()
                    .equals(theirs.certificate().document())) {
                faults.add(named(number) + " differs from that of " + second.where + ": it was forked");
            }
        });
    }

    /** Everything signed, wherever it was found. */
    void expectOf(ChainCheck chains) {
        found.values().forEach(chains::expect);
    }

    /** What only this place has. */
    void expectMoreThan(CheckpointChain first, ChainCheck chains) {
        found.forEach((number, checkpoint) -> {
            if (!first.found.containsKey(number)) {
                chains.expect(checkpoint);
            }
        });
    }
}
