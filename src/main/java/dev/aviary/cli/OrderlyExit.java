package dev.aviary.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jline.utils.Signals;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Ctrl-C and SIGTERM stop what runs in the application context, so that runs come to a safe point, then close it, then end the process. A shutdown hook would be
 * too late: H2 closes its databases in one of its own, at the same time. A second signal ends the process at once.
 */
final class OrderlyExit {

    private static final int SIGINT_EXIT = 130;
    private static final int SIGTERM_EXIT = 143;
    private static final AtomicBoolean ASKED = new AtomicBoolean();

    private static final ReadWriteLock WORK = new ReentrantReadWriteLock();
    private static final int LAST_WORDS_SECONDS = 10;

    private OrderlyExit() {}

    /** Work that the context stays open for, to its end: when a signal has stopped the run, its command still tells how it ended. */
    static <T> T awaits(Supplier<T> work) {
        WORK.readLock().lock();
        try {
            return work.get();
        } finally {
            WORK.readLock().unlock();
        }
    }

    static void closes(ConfigurableApplicationContext context) {
        Signals.register("INT", () -> end(context, SIGINT_EXIT));
        Signals.register("TERM", () -> end(context, SIGTERM_EXIT));
    }

    /** Whether the process is ending: what fails now fails because of that. */
    static boolean isUnderWay() {
        return ASKED.get();
    }

    /** Leaves the end of the process, and its exit code, to the signal. Does not return. */
    static void await() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    private static void end(ConfigurableApplicationContext context, int exit) {
        if (ASKED.getAndSet(true)) {
            Runtime.getRuntime().halt(exit);
        }
        new Thread(
                        () -> {
                            context.stop();
                            awaitWork();
                            context.close();
                            System.exit(exit);
                        },
                        "aviary-exit")
                .start();
    }

    /** A run that did not stop in time is left to its lease; it must not keep the process. */
    private static void awaitWork() {
        try {
            WORK.writeLock().tryLock(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
