package dev.aviary.finch;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits; injected, so that tests wait in virtual time. */
@FunctionalInterface
interface Sleeper {

    Sleeper REAL = time -> TimeUnit.NANOSECONDS.sleep(time.toNanos());

    /** @throws InterruptedException if the thread is or gets interrupted */
    void sleep(Duration time) throws InterruptedException;
}
