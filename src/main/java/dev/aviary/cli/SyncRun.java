package dev.aviary.cli;

import dev.aviary.jobs.JobRun;
import dev.aviary.jobs.Jobs;
import dev.aviary.sync.SyncRuns;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.context.ApplicationContext;

/** A sync in this process, with its progress and its summary. */
final class SyncRun {

    private SyncRun() {}

    static JobRun now(ApplicationContext context, PrintWriter out, Map<String, String> parameters) {
        var jobs = context.getBean(Jobs.class);
        return watched(context, out, () -> jobs.run(SyncRuns.JOB, parameters));
    }

    static JobRun watched(ApplicationContext context, PrintWriter out, Supplier<JobRun> work) {
        return OrderlyExit.awaits(() -> runAndTell(context, out, work));
    }

    private static JobRun runAndTell(ApplicationContext context, PrintWriter out, Supplier<JobRun> work) {
        var jobs = context.getBean(Jobs.class);
        var runs = context.getBean(SyncRuns.class);
        JobRun run;
        try (var progress = new Progress(
                "sync", "connections", ended -> standing(jobs, runs, ended), out, System.console() != null)) {
            run = progress.during(work);
        }
        SyncSummary.print(out, run, runs);
        return run;
    }

    private static Optional<Progress.Standing> standing(Jobs jobs, SyncRuns runs, boolean hasEnded) {
        return jobs.history(1).stream()
                .findFirst()
                .filter(run -> hasEnded || run.isRunning())
                .map(run -> runs.total(run.run()))
                .map(total -> new Progress.Standing(
                        total.ended(),
                        total.connections(),
                        total.rows().all() + " rows, " + total.requests() + " requests"));
    }
}
