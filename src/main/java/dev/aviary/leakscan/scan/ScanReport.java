package dev.aviary.leakscan.scan;

import dev.aviary.leakscan.source.Unread;
import java.io.PrintWriter;

/** Shows what a scan finds, while it does. Called by one thread at a time. */
public interface ScanReport {

    void finding(ScanFinding finding);

    void unread(Unread unread);

    /** The last call. */
    void end(ScanSummary summary);

    /** Forms of a report. */
    enum Format {
        TEXT,
        JSON,
        SARIF
    }

    /** @param scan whose rules a report may name */
    static ScanReport of(Format format, LeakScan scan, PrintWriter out) {
        return switch (format) {
            case TEXT -> new TextReport(out);
            case JSON -> new JsonReport(out);
            case SARIF -> new SarifReport(out, scan.rules());
        };
    }
}
