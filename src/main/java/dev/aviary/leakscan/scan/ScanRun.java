package dev.aviary.leakscan.scan;

import dev.aviary.leakscan.Severity;
import dev.aviary.leakscan.source.SourceFiles;
import dev.aviary.leakscan.source.Unread;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;

/** One scan: several files at once, reported in the order in which they were given. For one thread; close it. */
public final class ScanRun implements AutoCloseable {

    private static final int AHEAD = 4;

    private final LeakScan scan;
    private final ScanReport report;
    private final LongConsumer progress;
    private final Clock clock;
    private final Instant began;
    private final int jobs;
    private final ExecutorService workers;
    private final ArrayDeque<Future<FileScan>> underWay = new ArrayDeque<>();
    private final Map<Severity, Long> bySeverity = new EnumMap<>(Severity.class);
    private long files;
    private long texts;
    private long bytes;
    private long notListed;
    private long notRead;

    ScanRun(LeakScan scan, ScanReport report, int jobs, LongConsumer progress, Clock clock) {
        this.scan = scan;
        this.report = report;
        this.progress = progress;
        this.clock = clock;
        this.began = clock.instant();
        this.jobs = jobs;
        this.workers = Executors.newFixedThreadPool(jobs, run -> {
            var thread = new Thread(run, "aviary-scan");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** @return false if nothing has this name: a file, a directory or a glob */
    public boolean add(String argument) {
        return SourceFiles.find(argument, this::file, this::unread);
    }

    private void file(Path file) {
        underWay.add(workers.submit(() -> scan.scan(file, progress)));
        if (underWay.size() > AHEAD * jobs) {
            reportNext();
        }
    }

    public void add(InputStream in) {
        underWay.add(workers.submit(() -> scan.scan(in, progress)));
    }

    private void unread(Unread unread) {
        report.unread(new Unread(new Showable(scan.detectors(unread.place())).name(unread.place()), unread.why()));
        notRead++;
    }

    private void reportNext() {
        try {
            report(underWay.remove().get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The scan was interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A file was not scanned", e);
        }
    }

    private void report(FileScan done) {
        done.findings().forEach(report::finding);
        done.unread().forEach(report::unread);
        done.bySeverity().forEach((severity, count) -> bySeverity.merge(severity, count, Long::sum));
        files++;
        texts += done.texts();
        bytes += done.bytes();
        notListed += done.notListed();
        notRead += done.notRead();
    }

    /** Waits for all, and ends the report. */
    public ScanSummary end() {
        while (!underWay.isEmpty()) {
            reportNext();
        }
        var summary = new ScanSummary(
                files, texts, bytes, Duration.between(began, clock.instant()), bySeverity, notListed, notRead);
        report.end(summary);
        return summary;
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
