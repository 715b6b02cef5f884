package dev.aviary.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * Follows one chain: fed with its events in order of position, it finds what was changed, removed, exchanged, repeated or forked, and whether each
 * checkpoint still holds. After a fault it goes on from what is there, so that one change is one fault. Not thread-safe.
 */
final class LaneCheck {

    private final int lane;
    private final Faults faults = new Faults();
    private final Hashes hashes = new Hashes();
    private final TreeMap<Long, List<Signed>> marks = new TreeMap<>();
    private long position;
    private byte[] hash = Hashes.none();
    private long events;

    /** That a checkpoint says this event to have this hash. */
    private record Signed(long checkpoint, byte[] hash) {}

    LaneCheck(int lane) {
        this.lane = lane;
    }

    /** The chain goes on from here instead of from its beginning. */
    void from(Lanes.Head head) {
        position = head.position();
        hash = head.hash();
    }

    /** What this checkpoint says of this lane must be met; to be told before the events are. */
    void expect(long checkpoint, Lanes.Head head) {
        if (head.position() > 0) {
            marks.computeIfAbsent(head.position(), missing -> new ArrayList<>())
                    .add(new Signed(checkpoint, head.hash()));
        }
    }

    /** @param canonical the bytes that were hashed, from an index on and of a length */
    void event(long atPosition, byte[] previous, byte[] stored, byte[] canonical, int from, int length) {
        events++;
        if (follows(atPosition) && !Arrays.equals(previous, hash)) {
            faults.add(where(atPosition) + " does not continue position " + position + ": the chain was forked");
        }
        if (!Arrays.equals(stored, hashes.event(canonical, from, length))) {
            faults.add(where(atPosition) + " was changed: its hash is not that of its content");
        }
        if (atPosition > position) {
            position = atPosition;
        }
        hash = stored;
        mark(atPosition, stored);
    }

    private boolean follows(long atPosition) {
        if (atPosition == position + 1) {
            return true;
        }
        if (atPosition <= position) {
            faults.add(where(atPosition) + " comes after position " + position + ": out of order, or there twice");
        } else {
            faults.add("lane " + lane + ": " + missing(position + 1, atPosition - 1) + " removed");
        }
        return false;
    }

    private static String missing(long first, long last) {
        return first == last ? "position " + first + " was" : "positions " + first + " to " + last + " were";
    }

    private void mark(long atPosition, byte[] stored) {
        var signed = marks.remove(atPosition);
        if (signed == null) {
            return;
        }
        signed.stream()
                .filter(mark -> !Arrays.equals(mark.hash(), stored))
                .forEach(mark -> faults.add("checkpoint " + mark.checkpoint() + " signed another hash for "
                        + where(atPosition) + ": the chain was forked or rewritten"));
    }

    /** A fault of the event at this position that a chain alone does not show. */
    void fault(long atPosition, String what) {
        faults.add(where(atPosition) + what);
    }

    private String where(long atPosition) {
        return "lane " + lane + " position " + atPosition;
    }

    /** To be told after the last event: what checkpoints say of events that did not come is a fault. */
    void end() {
        marks.forEach((at, signed) -> faults.add(
                "checkpoint " + signed.get(0).checkpoint() + " signed lane " + lane + " up to position " + at + ", "
                        + (at > position
                                ? "but it ends at position " + position + ": its tail was cut"
                                : "and that event was removed")));
        marks.clear();
    }

    /** Where it stands after the events so far. */
    Lanes.Head head() {
        return new Lanes.Head(lane, position, hash);
    }

    long events() {
        return events;
    }

    Faults faults() {
        return faults;
    }
}
