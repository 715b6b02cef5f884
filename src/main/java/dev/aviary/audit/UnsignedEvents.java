package dev.aviary.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Looks at the first event behind the newest checkpoint, lane by lane. */
final class UnsignedEvents implements CheckpointDelay {

    private final AuditTables tables;
    private final Duration every;

    UnsignedEvents(AuditTables tables, Duration every) {
        this.tables = tables;
        this.every = every;
    }

    @Override
    public Optional<Instant> overdueSince() {
        var latest = tables.clock().instant().minus(every.multipliedBy(2));
        var first = new ArrayList<Instant>();
        for (var head : signed()) {
            tables.events()
                    .read(
                            head.lane(),
                            head.position(),
                            head.position() + 1,
                            stored -> first.add(stored.event().at()));
        }
        return first.stream().min(Comparator.naturalOrder()).filter(at -> at.isBefore(latest));
    }

    /** Nothing, if the newest checkpoint cannot be read: what it signed is nobody's word then. */
    private List<Lanes.Head> signed() {
        try {
            return tables.checkpoints()
                    .newest()
                    .map(row -> Checkpoint.parse(row.document()).lanes())
                    .orElseGet(UnsignedEvents::nothing);
        } catch (IllegalArgumentException e) {
            return nothing();
        }
    }

    private static List<Lanes.Head> nothing() {
        return IntStream.range(0, Lanes.COUNT)
                .mapToObj(lane -> new Lanes.Head(lane, 0, Hashes.none()))
                .toList();
    }
}
