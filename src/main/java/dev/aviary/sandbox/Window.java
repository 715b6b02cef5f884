package dev.aviary.sandbox;

import java.time.Duration;
import java.time.Instant;

/**
 * At most so many events in any such length of time; or, when fixed, in a length that the first event starts. Remembers only the instants of the
 * last {@code limit} events. Thread-safe.
 */
final class Window {

    private final long[] last;
    private final long lengthNanos;
    private final boolean fixed;
    private long counted;

    Window(int limit, Duration length, boolean fixed) {
        this.last = new long[limit];
        this.lengthNanos = length.toNanos();
        this.fixed = fixed;
    }

    synchronized boolean admits(Instant now) {
        if (fixed && counted > 0 && nanos(now) - last[0] >= lengthNanos) {
            counted = 0;
        }
        return counted < last.length || (!fixed && nanos(now) - last[slot()] >= lengthNanos);
    }

    synchronized void count(Instant now) {
        if (fixed && counted >= last.length) {
            return;
        }
        last[slot()] = nanos(now);
        counted++;
    }

    /** Where the oldest remembered event is, or the first free place. */
    private int slot() {
        return (int) (counted % last.length);
    }

    private static long nanos(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }
}
