package dev.aviary.sandbox;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The faults that are armed. Thread-safe. */
final class Faults {

    private final long seed;
    private final List<Fault> armed = new CopyOnWriteArrayList<>();
    private final AtomicInteger numbers = new AtomicInteger();

    Faults(long seed) {
        this.seed = seed;
    }

    /** @throws IllegalArgumentException for what is no fault, saying why */
    Fault arm(@Nullable Object json) {
        var fault = Fault.of(json, numbers.incrementAndGet(), seed);
        armed.add(fault);
        return fault;
    }

    boolean disarm(int number) {
        return armed.removeIf(fault -> fault.number() == number);
    }

    void disarmAll() {
        armed.clear();
    }

    List<Fault> armed() {
        return armed;
    }

    /** The faults that strike a request, one per kind. */
    Map<FaultKind, Fault> striking(String endpoint, @Nullable String connection, Instant now) {
        var striking = new EnumMap<FaultKind, Fault>(FaultKind.class);
        for (var fault : armed) {
            if (fault.strikes(endpoint, connection, now)) {
                striking.putIfAbsent(fault.kind(), fault);
            }
        }
        return striking;
    }
}
