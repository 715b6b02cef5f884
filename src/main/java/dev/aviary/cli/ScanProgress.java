package dev.aviary.cli;

import dev.aviary.leakscan.scan.ScanFinding;
import dev.aviary.leakscan.scan.ScanReport;
import dev.aviary.leakscan.scan.ScanSummary;
import dev.aviary.leakscan.source.Unread;
import java.io.PrintWriter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** On a terminal, how much has been searched, in one line that makes room for findings. Thread-safe. */
final class ScanProgress implements AutoCloseable {

    private static final int EVERY_MILLIS = 300;
    private static final String CLEAR = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean terminal;
    private final AtomicLong bytes = new AtomicLong();
    private final ScheduledExecutorService looks;
    private boolean shown;

    ScanProgress(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
        this.looks = Executors.newSingleThreadScheduledExecutor(run -> {
            var thread = new Thread(run, "aviary-progress");
            thread.setDaemon(true);
            return thread;
        });
        if (terminal) {
            looks.scheduleWithFixedDelay(this::show, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    void add(long more) {
        bytes.addAndGet(more);
    }

    synchronized void show() {
        err.print(CLEAR + "searched " + (bytes.get() >> 20) + " MiB");
        err.flush();
        shown = true;
    }

    private synchronized void clear() {
        if (terminal && shown) {
            err.print(CLEAR);
            err.flush();
            shown = false;
        }
    }

    /** The report, each part of it in a line that the progress has left. */
    ScanReport before(ScanReport report) {
        return new ScanReport() {
            @Override
            public void finding(ScanFinding finding) {
                clear();
                report.finding(finding);
            }

            @Override
            public void unread(Unread unread) {
                clear();
                report.unread(unread);
            }

            @Override
            public void end(ScanSummary summary) {
                looks.shutdownNow();
                clear();
                report.end(summary);
            }
        };
    }

    @Override
    public void close() {
        looks.shutdownNow();
        clear();
    }
}
