package dev.aviary.leakscan.scan;

import dev.aviary.leakscan.findings.FindingRecorder;
import dev.aviary.leakscan.findings.FindingRecorder.Recorded;
import dev.aviary.leakscan.reading.FileReading;
import dev.aviary.leakscan.reading.Ownership;
import dev.aviary.leakscan.reading.Readings;
import dev.aviary.leakscan.source.SourceFiles;
import dev.aviary.leakscan.source.Unread;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * Searches what no scan has read before, and keeps what it finds together with how far it has read: whenever it is killed, the next one misses nothing and
 * counts nothing twice. Several threads may read at once.
 */
public final class SinceLastScan {

    private final LeakScan scan;
    private final FindingRecorder recorder;
    private final ScanTally tally;
    private final Queue<FileReading> left;
    private final Standing planned;
    private final AtomicLong files = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong added = new AtomicLong();
    private final AtomicLong reopened = new AtomicLong();
    private final AtomicLong incidents = new AtomicLong();

    private SinceLastScan(
            LeakScan scan, FindingRecorder recorder, ScanTally tally, Queue<FileReading> left, Standing planned) {
        this.scan = scan;
        this.recorder = recorder;
        this.tally = tally;
        this.left = left;
        this.planned = planned;
    }

    /**
     * Looks for what is new.
     *
     * @param owner the run that reads from now on
     * @param paths files, directories and globs; what is not there is told as not read
     */
    public static SinceLastScan plan(
            LeakScan scan,
            Readings readings,
            FindingRecorder recorder,
            Ownership owner,
            Collection<String> paths,
            ScanReport report,
            Clock clock) {
        var tally = new ScanTally(scan, report, clock);
        var files = new LinkedHashSet<Path>();
        for (var path : paths) {
            var whole = Path.of(path).toAbsolutePath().normalize().toString();
            if (!SourceFiles.find(whole, files::add, tally::unread)) {
                tally.unread(new Unread(path, "nothing has this name"));
            }
        }
        readings.adopt(owner);
        var plan = readings.plan(owner, files, tally::unread);
        return new SinceLastScan(
                scan,
                recorder,
                tally,
                new ConcurrentLinkedQueue<>(plan.files()),
                new Standing(plan.files().size(), 0, plan.bytes(), 0, plan.unchanged(), Recorded.NOTHING));
    }

    /**
     * How far the scan is.
     *
     * @param files that have something new
     * @param filesRead those that were read
     * @param bytes that are new, packed as they are
     * @param bytesRead those that were read
     * @param unchanged files without anything new
     * @param recorded what was new among the findings
     */
    public record Standing(long files, long filesRead, long bytes, long bytesRead, long unchanged, Recorded recorded) {}

    public Standing standing() {
        return new Standing(
                planned.files(),
                files.get(),
                planned.bytes(),
                bytes.get(),
                planned.unchanged(),
                new Recorded((int) added.get(), (int) reopened.get(), (int) incidents.get()));
    }

    /**
     * Reads the next file.
     *
     * @param mustStop asked after each block; what has been read then is kept
     * @return false if there was none left, or the scan had to stop
     * @throws RuntimeException if findings cannot be kept; all before this one are
     */
    public boolean readNext(BooleanSupplier mustStop) {
        return Optional.ofNullable(left.poll())
                .map(reading -> read(reading, mustStop))
                .orElse(false);
    }

    private boolean read(FileReading reading, BooleanSupplier mustStop) {
        var progress = new FileProgress(reading.bytes());
        try {
            reading.open();
            var done =
                    scan.scan(reading.file(), progress, new KeptReading(reading, recorder, this::recorded, mustStop));
            if (done.notRead() == 0) {
                reading.end();
            }
            tally.add(done);
        } catch (ScanStoppedException e) {
            return false;
        } catch (NotKeptException e) {
            throw e.why();
        }
        progress.end();
        files.incrementAndGet();
        return true;
    }

    private void recorded(Recorded recorded) {
        added.addAndGet(recorded.added());
        reopened.addAndGet(recorded.reopened());
        incidents.addAndGet(recorded.incidents());
    }

    /** Never more than the file has, whatever it unpacks to. */
    private final class FileProgress implements LongConsumer {

        private long rest;

        FileProgress(long bytes) {
            this.rest = bytes;
        }

        @Override
        public void accept(long more) {
            var counted = Math.min(more, rest);
            rest -= counted;
            bytes.addAndGet(counted);
        }

        void end() {
            accept(rest);
        }
    }

    /** Ends the report. */
    public ScanSummary end() {
        recorder.end();
        return tally.end();
    }
}
