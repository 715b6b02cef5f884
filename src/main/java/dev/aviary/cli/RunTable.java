package dev.aviary.cli;

import dev.aviary.jobs.JobRun;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Runs, newest first. */
final class RunTable {

    private RunTable() {}

    static Table of(List<JobRun> runs) {
        var table = new Table(
                List.of("RUN", "JOB", "STARTED", "TOOK", "ATTEMPTS", "STATUS", "OUTCOME"), Set.of("RUN", "ATTEMPTS"));
        for (var run : runs) {
            table.row(
                    run.run(),
                    run.job(),
                    Times.local(run.startedAt()),
                    took(run),
                    run.attempts().size(),
                    Words.of(run),
                    run.outcome());
        }
        return table;
    }

    private static String took(JobRun run) {
        return run.startedAt() == null || run.endedAt() == null
                ? "-"
                : Times.length(Duration.between(run.startedAt(), run.endedAt()));
    }
}
