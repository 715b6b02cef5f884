package dev.aviary.cli;

import dev.aviary.jobs.JobRun;
import dev.aviary.sync.SyncRuns;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A finished run as people read it: a line per connection, then the whole. */
final class SyncSummary {

    private static final List<String> HEADINGS = List.of(
            "TENANT",
            "CONNECTION",
            "PRODUCTS",
            "NEW",
            "CHANGED",
            "UNCHANGED",
            "GONE",
            "REQUESTS",
            "STATUS",
            "WHY LATE, WHAT TO KNOW");
    private static final Set<String> FIGURES = Set.of("NEW", "CHANGED", "UNCHANGED", "GONE", "REQUESTS");
    private static final int ID_LENGTH = 8;

    private SyncSummary() {}

    static void print(PrintWriter out, JobRun run, SyncRuns runs) {
        var table = new Table(HEADINGS, FIGURES);
        for (var line : runs.lines(run.run())) {
            var rows = line.rows();
            table.row(
                    line.tenant(),
                    shortened(line.connection()),
                    line.products().size(),
                    rows.added(),
                    rows.changed(),
                    rows.unchanged(),
                    rows.gone(),
                    line.requests(),
                    Words.of(line.state()),
                    Words.why(line));
        }
        table.print(out);
        out.println();
        out.println("Run " + run.run() + " " + Words.of(run) + took(run) + ": "
                + runs.total(run.run()).inWords() + ".");
        out.flush();
    }

    private static String took(JobRun run) {
        return run.startedAt() == null || run.endedAt() == null
                ? ""
                : " in " + Times.length(Duration.between(run.startedAt(), run.endedAt()));
    }

    static String shortened(String connection) {
        return connection.length() <= ID_LENGTH ? connection : connection.substring(0, ID_LENGTH);
    }
}
