package dev.aviary.leakscan.scan;

import dev.aviary.leakscan.Severity;
import dev.aviary.leakscan.source.Unread;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** Hands on what files came to, and adds it up. Thread-safe. */
final class ScanTally {

    private final LeakScan scan;
    private final ScanReport report;
    private final Clock clock;
    private final Instant began;
    private final Map<Severity, Long> bySeverity = new EnumMap<>(Severity.class);
    private long files;
    private long texts;
    private long bytes;
    private long notListed;
    private long notRead;

    ScanTally(LeakScan scan, ScanReport report, Clock clock) {
        this.scan = scan;
        this.report = report;
        this.clock = clock;
        this.began = clock.instant();
    }

    synchronized void add(FileScan done) {
        add(done.findings());
        files++;
        texts += done.texts();
        bytes += done.bytes();
    }

    /** Findings in names of files, which are counted when they are read. */
    synchronized void addNames(FileFindings findings) {
        add(findings);
    }

    private void add(FileFindings findings) {
        findings.listed().forEach(report::finding);
        findings.unread().forEach(report::unread);
        findings.bySeverity().forEach((severity, count) -> bySeverity.merge(severity, count, Long::sum));
        notListed += findings.notListed();
        notRead += findings.notRead();
    }

    synchronized void unread(Unread unread) {
        report.unread(new Unread(scan.shownName(unread.place()), unread.why(), unread.lasting()));
        notRead++;
    }

    synchronized ScanSummary summary() {
        return new ScanSummary(
                files, texts, bytes, Duration.between(began, clock.instant()), bySeverity, notListed, notRead);
    }

    /** Ends the report. */
    synchronized ScanSummary end() {
        var summary = summary();
        report.end(summary);
        return summary;
    }
}
