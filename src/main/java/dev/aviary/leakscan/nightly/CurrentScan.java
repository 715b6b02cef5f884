package dev.aviary.leakscan.nightly;

import dev.aviary.leakscan.scan.ScanFinding;
import dev.aviary.leakscan.scan.ScanReport;
import dev.aviary.leakscan.scan.ScanSummary;
import dev.aviary.leakscan.scan.SinceLastScan;
import dev.aviary.leakscan.source.Unread;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Holds the scan from its plan to its report. */
final class CurrentScan implements LogScans {

    private static final Logger log = LoggerFactory.getLogger(CurrentScan.class);

    private @Nullable SinceLastScan scan;
    private @Nullable ScanSummary summary;
    private @Nullable ScanReport asked;
    private String askedPaths = "";
    private boolean isReported;

    @Override
    public synchronized Optional<SinceLastScan.Standing> standing() {
        return scan().map(SinceLastScan::standing);
    }

    @Override
    public synchronized Optional<ScanSummary> summary() {
        return Optional.ofNullable(summary);
    }

    @Override
    public synchronized void reportTo(String paths, ScanReport report) {
        asked = report;
        askedPaths = paths;
    }

    /** For a scan that begins. */
    synchronized ScanReport report(String paths) {
        isReported = asked != null && askedPaths.equals(paths);
        return isReported && asked != null ? asked : new Logged();
    }

    synchronized void begin(SinceLastScan newScan) {
        scan = newScan;
    }

    synchronized Optional<SinceLastScan> scan() {
        return Optional.ofNullable(scan);
    }

    /** It did not come to its end: its keys and codes need not stay in memory. */
    synchronized void drop() {
        scan = null;
    }

    synchronized void end(ScanSummary newSummary) {
        scan = null;
        if (isReported) {
            summary = newSummary;
            asked = null;
        }
    }

    /** Findings are in the store; what was not read is nowhere else. That a path of the shipped job is not there is nothing to worry about. */
    private static final class Logged implements ScanReport {

        @Override
        public void finding(ScanFinding finding) {
            // It was kept.
        }

        @Override
        public void unread(Unread unread) {
            log.atLevel(unread.why().equals(SinceLastScan.NOTHING_THERE) ? Level.INFO : Level.WARN)
                    .log("Not read: {}: {}", unread.place(), unread.why());
        }

        @Override
        public void end(ScanSummary summary) {
            // The run says it.
        }
    }
}
