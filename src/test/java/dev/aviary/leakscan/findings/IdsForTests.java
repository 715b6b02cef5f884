package dev.aviary.leakscan.findings;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Ids, the same in each run. */
final class IdsForTests {

    private IdsForTests() {}

    static Supplier<UUID> next() {
        var number = new AtomicLong();
        return () -> new UUID(0x4a4a4a4aL, number.incrementAndGet());
    }
}
