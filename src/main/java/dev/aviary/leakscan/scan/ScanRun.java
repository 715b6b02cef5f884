package dev.aviary.leakscan.scan;

import dev.aviary.leakscan.source.SourceFiles;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;

/** One scan: several files at once, reported in the order in which they were given. For one thread; close it. */
public final class ScanRun implements AutoCloseable {

    private static final int AHEAD = 4;

    private final LeakScan scan;
    private final ScanTally tally;
    private final LongConsumer progress;
    private final int jobs;
    private final ExecutorService workers;
    private final ExecutorService helpers;
    private final BlockSearch search;
    private final ArrayDeque<Future<FileScan>> underWay = new ArrayDeque<>();

    ScanRun(LeakScan scan, ScanReport report, int jobs, LongConsumer progress, Clock clock) {
        this.scan = scan;
        this.tally = new ScanTally(scan, report, clock);
        this.progress = progress;
        this.jobs = jobs;
        this.workers = threads("aviary-scan", jobs);
        this.helpers = threads("aviary-scan-help", Math.max(1, jobs - 1));
        this.search = jobs == 1 ? BlockSearch.ALONE : BlockSearch.helpedBy(helpers);
    }

    private static ExecutorService threads(String name, int most) {
        return Executors.newFixedThreadPool(most, run -> {
            var thread = new Thread(run, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** @return false if nothing has this name: a file, a directory or a glob */
    public boolean add(String argument) {
        return SourceFiles.find(argument, this::file, tally::unread);
    }

    private void file(Path file) {
        underWay.add(workers.submit(() -> scan.scan(file, progress, search)));
        if (underWay.size() > AHEAD * jobs) {
            reportNext();
        }
    }

    public void add(InputStream in) {
        underWay.add(workers.submit(() -> scan.scan(in, progress, search)));
    }

    private void reportNext() {
        try {
            tally.add(underWay.remove().get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The scan was interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A file was not scanned", e);
        }
    }

    /** Waits for all, and ends the report. */
    public ScanSummary end() {
        while (!underWay.isEmpty()) {
            reportNext();
        }
        return tally.end();
    }

    @Override
    public void close() {
        workers.shutdownNow();
        helpers.shutdownNow();
    }
}
