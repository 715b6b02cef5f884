package dev.aviary.audit;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Follows all chains. Either it is fed with all events, lane by lane, by one thread; or it hands out each lane, to be followed by a thread of its own
 * until {@link #end}. What is wrong in a lane is told at the end.
 */
final class ChainCheck {

    private final Faults faults;
    private final Map<Integer, LaneCheck> lanes = new TreeMap<>();
    private LaneCheck current = new LaneCheck(-1);
    private int last = -1;

    ChainCheck(Faults faults) {
        this.faults = faults;
    }

    /** Chains go on from here instead of from their beginning. */
    void from(List<Lanes.Head> heads) {
        heads.forEach(head -> lane(head.lane()).from(head));
    }

    /** What this checkpoint says must be met; to be told before the events are. */
    void expect(Checkpoint checkpoint) {
        checkpoint.lanes().forEach(head -> lane(head.lane()).expect(checkpoint.number(), head));
    }

    LaneCheck lane(int lane) {
        return lanes.computeIfAbsent(lane, LaneCheck::new);
    }

    /** @param canonical the bytes that were hashed, from an index on and of a length */
    void event(int ofLane, long position, byte[] previous, byte[] stored, byte[] canonical, int from, int length) {
        if (ofLane != last) {
            enter(ofLane);
        }
        current.event(position, previous, stored, canonical, from, length);
    }

    private void enter(int next) {
        if (next < last) {
            faults.add("lane " + next + " comes after lane " + last + ": out of order");
        }
        last = next;
        current = lane(next);
    }

    /** To be told after the last event. */
    void end() {
        lanes.values().forEach(lane -> {
            lane.end();
            faults.addAll(lane.faults());
        });
    }

    Lanes.Head end(int ofLane) {
        return lane(ofLane).head();
    }

    Set<Integer> lanes() {
        return lanes.keySet();
    }

    long events() {
        return lanes.values().stream().mapToLong(LaneCheck::events).sum();
    }
}
