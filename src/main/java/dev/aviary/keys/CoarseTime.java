package dev.aviary.keys;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The time in ms, at most {@link #LAG} ago: a thread reads the clock, from the first use until this is closed. To read the clock for every value that is
 * sealed or opened would be a tenth of the cost. Once nothing reads the clock any more, all time is up: nothing is to be kept for ever because of that.
 */
final class CoarseTime implements KeysetTime, AutoCloseable {

    static final Duration LAG = Duration.ofMillis(100);

    /** The clock is read more often than the lag says, because a busy machine wakes a thread late. */
    private static final long EVERY_MILLIS = LAG.toMillis() / 4;

    private static final long NOT_BEGUN = Long.MIN_VALUE;

    private final Clock clock;
    private final ScheduledExecutorService ticks;
    private volatile long millis = NOT_BEGUN;

    CoarseTime(Clock clock) {
        this(clock, ticks());
    }

    CoarseTime(Clock clock, ScheduledExecutorService ticks) {
        this.clock = clock;
        this.ticks = ticks;
    }

    /** Has no thread before its first task. */
    private static ScheduledExecutorService ticks() {
        return new ScheduledThreadPoolExecutor(1, task -> {
            var thread = new Thread(task, "aviary-keys-time");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public long aboutMillis() {
        var known = millis;
        return known == NOT_BEGUN ? begin() : known;
    }

    private synchronized long begin() {
        if (millis == NOT_BEGUN) {
            tick();
            ticks.scheduleAtFixedRate(this::tick, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        }
        return millis;
    }

    /** In one step: who asks while the clock is being read must not find that all time is up, and unwrap every keyset again. */
    private synchronized void tick() {
        var now = Long.MAX_VALUE;
        try {
            now = ticks.isShutdown() ? now : clock.millis();
        } finally {
            millis = now;
        }
    }

    @Override
    public synchronized void close() {
        ticks.shutdownNow();
        tick();
    }
}
