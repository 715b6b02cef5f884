package dev.aviary.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The sandbox's time: the machine's, the machine's with an offset, or standing still until it is moved. Thread-safe. */
final class SandboxClock {

    private final Clock machine;
    private Instant set;
    private Instant setAt;
    private boolean ticking;

    private SandboxClock(Clock machine, Instant start, boolean ticking) {
        this.machine = machine;
        this.set = start;
        this.setAt = machine.instant();
        this.ticking = ticking;
    }

    static SandboxClock following(Clock machine) {
        return new SandboxClock(machine, machine.instant(), true);
    }

    static SandboxClock standingAt(Instant start, Clock machine) {
        return new SandboxClock(machine, start, false);
    }

    synchronized Instant now() {
        return ticking ? set.plus(Duration.between(setAt, machine.instant())) : set;
    }

    synchronized boolean isTicking() {
        return ticking;
    }

    synchronized void set(Instant now, boolean tick) {
        set = now;
        setAt = machine.instant();
        ticking = tick;
    }

    synchronized void advance(Duration by) {
        set(now().plus(by), ticking);
    }
}
