package dev.aviary.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.utils.Signals;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Ctrl-C and SIGTERM close the application context first, so that runs come to a safe point, and end the process afterwards. A shutdown hook would be
 * too late: H2 closes its databases in one of its own, at the same time. A second signal ends the process at once.
 */
final class OrderlyExit {

    private static final int SIGINT_EXIT = 130;
    private static final int SIGTERM_EXIT = 143;
    private static final AtomicBoolean ASKED = new AtomicBoolean();

    private OrderlyExit() {}

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
                            context.close();
                            System.exit(exit);
                        },
                        "aviary-exit")
                .start();
    }
}
