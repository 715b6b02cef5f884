package dev.aviary.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Goes on by itself from a set time, as leases need it, and can be moved on. Never goes back. Thread-safe. */
public final class MovableClock extends Clock {

    private final Instant start;
    private final long startedAt = System.nanoTime();
    private Duration moved = Duration.ZERO;

    public MovableClock(Instant start) {
        this.start = start;
    }

    public synchronized void advance(Duration by) {
        moved = moved.plus(by);
    }

    @Override
    public synchronized Instant instant() {
        return start.plus(moved).plusNanos(System.nanoTime() - startedAt);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
    }
}
