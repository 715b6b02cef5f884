package dev.aviary.leakscan.nightly;

import dev.aviary.leakscan.scan.ScanReport;
import dev.aviary.leakscan.scan.ScanSummary;
import dev.aviary.leakscan.scan.SinceLastScan.Standing;
import java.util.Optional;

/** The scan of this process: at most one at a time. Thread-safe. */
public interface LogScans {

    /** Name of the job. */
    String JOB = "log-leak-scan";

    /** Parameter: files, directories and globs, with commas between them. */
    String PATHS = "paths";

    /** Parameter: whether Aviary's own tables and the queries of the settings are searched; true unless false. */
    String TABLES = "tables";

    /** Parameter: files of rules on top of the shipped ones, with commas between them. */
    String RULES = "rules";

    /** Parameter: how many files are searched at once, instead of what the job says. */
    String READERS = "readers";

    /** How far it is; empty before it has looked for what is new. */
    Optional<Standing> standing();

    /** What the scan that was reported came to; empty before its end. */
    Optional<ScanSummary> summary();

    /**
     * Where the next scan of these paths in this process reports what it finds, besides keeping it.
     *
     * @param paths the parameter of the run: one that was left behind, and is finished first, may be about others
     */
    void reportTo(String paths, ScanReport report);
}
