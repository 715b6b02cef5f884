package dev.aviary.finch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * Virtual time for many threads: it jumps to the next wake-up as soon as every thread of the simulation sleeps or stands in a queue. A thread that waits
 * for the database counts as busy.
 */
final class SimulatedTime extends Clock implements Sleeper {

    private record Wait(Instant until, Semaphore over) {}

    private final Instant start = Instant.parse("2026-03-01T23:59:30Z");
    private final PriorityQueue<Wait> waits = new PriorityQueue<>(Comparator.comparing(Wait::until));
    private final List<Thread> threads = new ArrayList<>();
    private Instant now = start;
    private int waking;

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public void sleep(Duration time) throws InterruptedException {
        var over = new Semaphore(0);
        synchronized (this) {
            waits.add(new Wait(now.plus(time), over));
        }
        over.acquire();
        synchronized (this) {
            waking--;
        }
    }

    Duration passed() {
        return Duration.between(start, instant());
    }

    void start(Runnable worker) {
        var thread = new Thread(worker, "worker " + threads.size());
        thread.start();
        joinedBy(thread);
    }

    /** Lets time wait for this thread too. */
    void joinedBy(Thread thread) {
        threads.add(thread);
    }

    /** Lets time pass until all threads have ended. */
    void run() {
        while (threads.stream().anyMatch(Thread::isAlive)) {
            if (isQuiet() && isQuietStill()) {
                jump();
            }
            LockSupport.parkNanos(20_000);
        }
    }

    private synchronized boolean isQuiet() {
        return waking == 0 && threads.stream().noneMatch(SimulatedTime::isBusy);
    }

    /** A thread that was just handed a lock still looks as if it waited. */
    private boolean isQuietStill() {
        LockSupport.parkNanos(50_000);
        return isQuiet();
    }

    private synchronized void jump() {
        if (waits.isEmpty()) {
            return;
        }
        now = now.isAfter(waits.peek().until()) ? now : waits.peek().until();
        while (!waits.isEmpty() && !waits.peek().until().isAfter(now)) {
            waking++;
            waits.poll().over().release();
        }
    }

    private static boolean isBusy(Thread thread) {
        var blocker = LockSupport.getBlocker(thread);
        return thread.isAlive()
                && (thread.getState() != Thread.State.WAITING
                        || blocker == null
                        || !blocker.getClass()
                                .getName()
                                .matches(".*\\.(Semaphore\\$NonfairSync|ReentrantLock\\$FairSync)"));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
