package dev.aviary.leakscan.scan;

import dev.aviary.leakscan.findings.FindingRecorder;
import dev.aviary.leakscan.reading.Ownership;
import dev.aviary.leakscan.reading.Readings;
import dev.aviary.leakscan.source.SourceFiles;
import dev.aviary.leakscan.source.Unread;
import dev.aviary.leakscan.tables.TableTexts.TableText;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * Searches what no scan has read before, and keeps what it finds together with how far it has read: whenever it is killed, the next one misses nothing and
 * counts nothing twice. Several threads may read at once.
 */
public final class SinceLastScan {

    /** Why a path was not read that no file, directory or glob is. */
    public static final String NOTHING_THERE = "nothing has this name";

    private final FindingRecorder recorder;
    private final ScanTally tally;
    private final Queue<Work> left;
    private final Queue<Work> leftOfTables;

    /** Rows hold a connection of the pool as long as they are read, and keeping what is found in them takes another. */
    private final Lock table = new ReentrantLock();

    private final Standing planned;
    private final AtomicLong files = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    private SinceLastScan(
            FindingRecorder recorder,
            ScanTally tally,
            Collection<Work> files,
            Collection<Work> tables,
            Standing planned) {
        this.recorder = recorder;
        this.tally = tally;
        this.left = new ConcurrentLinkedQueue<>(files);
        this.leftOfTables = new ConcurrentLinkedQueue<>(tables);
        this.planned = planned;
    }

    /**
     * Looks for what is new.
     *
     * @param owner the run that reads from now on
     * @param paths files, directories and globs; what is not there is told as not read
     * @param tables read whole each time, after the files and one at a time
     */
    public static SinceLastScan plan(
            LeakScan scan,
            Readings readings,
            FindingRecorder recorder,
            Ownership owner,
            Collection<String> paths,
            Collection<TableText> tables,
            ScanReport report,
            Clock clock) {
        var tally = new ScanTally(scan, report, clock);
        var files = new LinkedHashSet<Path>();
        for (var path : paths) {
            var whole = Path.of(path).toAbsolutePath().normalize().toString();
            if (!SourceFiles.find(whole, files::add, tally::unread)) {
                tally.unread(new Unread(path, NOTHING_THERE));
            }
        }
        readings.adopt(owner);
        var plan = readings.plan(owner, files, tally::unread);
        var keeping = new Keeping(recorder);
        Runnable owning = () -> readings.require(owner);
        var fileWork = new ArrayList<Work>();
        var names = namesWithSecrets(scan, files);
        if (!names.isEmpty()) {
            fileWork.add(new NamesWork(names, owning, scan, keeping, tally));
        }
        plan.files().forEach(reading -> fileWork.add(new FileWork(reading, scan, keeping, tally)));
        var tableWork = new ArrayList<Work>();
        tables.forEach(table -> tableWork.add(new TableWork(table, owning, scan, keeping, tally)));
        return new SinceLastScan(
                recorder,
                tally,
                fileWork,
                tableWork,
                new Standing(fileWork.size() + tableWork.size(), 0, plan.bytes(), 0, plan.unchanged()));
    }

    /** As they may be shown. */
    private static List<String> namesWithSecrets(LeakScan scan, Collection<Path> files) {
        var found = new ArrayList<String>();
        for (var file : files) {
            var shown = scan.shownName(file.toString());
            if (FileScan.holdsSecret(file.toString(), shown)) {
                found.add(shown);
            }
        }
        return found;
    }

    /**
     * How far the scan is.
     *
     * @param files that have something new, and tables
     * @param filesRead those that were read
     * @param bytes that are new, packed as they are
     * @param bytesRead those that were read
     * @param unchanged files without anything new
     */
    public record Standing(long files, long filesRead, long bytes, long bytesRead, long unchanged) {}

    public Standing standing() {
        return new Standing(planned.files(), files.get(), planned.bytes(), bytes.get(), planned.unchanged());
    }

    /**
     * Reads the next file.
     *
     * @param mustStop asked after each block; what has been read then is kept
     * @return false if there was none left for this thread, or the scan had to stop
     * @throws RuntimeException if findings cannot be kept; all before this one are
     */
    public boolean readNext(BooleanSupplier mustStop) {
        var next = left.poll();
        return next == null ? readNextTable(mustStop) : read(next, mustStop);
    }

    /** Whoever reads one reads the others as well. */
    private boolean readNextTable(BooleanSupplier mustStop) {
        if (!table.tryLock()) {
            return false;
        }
        try {
            var next = leftOfTables.poll();
            return next != null && read(next, mustStop);
        } finally {
            table.unlock();
        }
    }

    private boolean read(Work next, BooleanSupplier mustStop) {
        var progress = new FileProgress(next.bytes());
        try {
            next.read(progress, mustStop);
        } catch (ScanStoppedException e) {
            return false;
        } catch (NotKeptException e) {
            throw e.why();
        }
        progress.end();
        files.incrementAndGet();
        return true;
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
