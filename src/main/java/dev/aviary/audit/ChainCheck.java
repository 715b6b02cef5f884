package dev.aviary.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Follows the chains: fed with all events, lane by lane and in order of position, it finds what was changed, removed, exchanged, repeated or forked, and
 * whether each checkpoint still holds. After a fault it goes on from what is there, so that one change is one fault. Not thread-safe.
 */
final class ChainCheck {

    private final Faults faults;
    private final Hashes hashes = new Hashes();
    private final Map<Integer, Lanes.Head> starts = new HashMap<>();
    private final Map<Integer, Lanes.Head> ends = new TreeMap<>();
    private final Map<Integer, TreeMap<Long, List<Signed>>> marks = new HashMap<>();
    private int lane = -1;
    private long position;
    private byte[] hash = Hashes.none();
    private long events;

    /** That a checkpoint says this event to have this hash. */
    private record Signed(long checkpoint, byte[] hash) {}

    ChainCheck(Faults faults) {
        this.faults = faults;
    }

    /** Chains go on from here instead of from their beginning. */
    void from(List<Lanes.Head> heads) {
        heads.forEach(head -> starts.put(head.lane(), head));
    }

    /** What this checkpoint says must be met; to be told before the events are. */
    void expect(Checkpoint checkpoint) {
        for (var head : checkpoint.lanes()) {
            if (head.position() > 0) {
                marks.computeIfAbsent(head.lane(), missing -> new TreeMap<>())
                        .computeIfAbsent(head.position(), missing -> new ArrayList<>())
                        .add(new Signed(checkpoint.number(), head.hash()));
            }
        }
    }

    /** @param canonical the bytes that were hashed, from an index on and of a length */
    void event(int ofLane, long atPosition, byte[] previous, byte[] stored, byte[] canonical, int from, int length) {
        events++;
        if (ofLane != lane) {
            enter(ofLane);
        }
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

    private void enter(int next) {
        leave();
        if (next < lane || ends.containsKey(next)) {
            faults.add("lane " + next + " comes after lane " + lane + ": out of order");
        }
        lane = next;
        var start = starts.getOrDefault(next, new Lanes.Head(next, 0, Hashes.none()));
        position = start.position();
        hash = start.hash();
    }

    private void leave() {
        if (lane >= 0) {
            ends.put(lane, new Lanes.Head(lane, position, hash));
        }
    }

    private void mark(long atPosition, byte[] stored) {
        var ofLane = marks.get(lane);
        var signed = ofLane == null ? null : ofLane.remove(atPosition);
        if (signed == null) {
            return;
        }
        signed.stream()
                .filter(mark -> !Arrays.equals(mark.hash(), stored))
                .forEach(mark -> faults.add("checkpoint " + mark.checkpoint() + " signed another hash for "
                        + where(atPosition) + ": the chain was forked or rewritten"));
    }

    private String where(long atPosition) {
        return "lane " + lane + " position " + atPosition;
    }

    /** To be told after the last event: what checkpoints say of events that did not come is a fault. */
    void end() {
        leave();
        lane = Integer.MAX_VALUE;
        marks.forEach((ofLane, left) -> left.forEach((at, signed) -> faults.add(
                "checkpoint " + signed.get(0).checkpoint() + " signed lane " + ofLane + " up to position " + at + ", "
                        + (at > end(ofLane).position()
                                ? "but it ends at position " + end(ofLane).position() + ": its tail was cut"
                                : "and that event was removed"))));
    }

    /** Where a lane ended, after {@link #end}. */
    Lanes.Head end(int ofLane) {
        var end = ends.get(ofLane);
        return end != null ? end : starts.getOrDefault(ofLane, new Lanes.Head(ofLane, 0, Hashes.none()));
    }

    /** The lanes that had events. */
    Set<Integer> lanes() {
        return ends.keySet();
    }

    long events() {
        return events;
    }
}
