package dev.aviary.sync;

import dev.aviary.audit.Acting;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * Threads of the sync, which wait most of their time: virtual ones from Java 24 on. In 21 to 23 a virtual thread that waits inside {@code synchronized},
 * as H2 does, keeps its carrier, and with few processors a handful of them can lock each other out (JEP 491 ended that).
 */
final class WorkThreads {

    private static final int FIRST_WITHOUT_PINNING = 24;

    private WorkThreads() {}

    static SimpleAsyncTaskExecutor named(String prefix) {
        var threads = new SimpleAsyncTaskExecutor(prefix);
        threads.setVirtualThreads(Runtime.version().feature() >= FIRST_WITHOUT_PINNING);
        threads.setDaemon(true);
        threads.setTaskDecorator(Acting::carrying);
        return threads;
    }
}
