package dev.aviary.cli;

import dev.aviary.jobs.JobNotStartedException;
import dev.aviary.jobs.JobRun;
import dev.aviary.jobs.Jobs;
import dev.aviary.sync.SyncRuns;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Job definitions, runs, and what can be done to a run. */
@Command(name = "jobs", description = "List job definitions; show, stop and restart runs.")
final class JobsCommand implements Runnable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Application application;

    @Spec
    CommandSpec spec;

    JobsCommand(Application application) {
        this.application = application;
    }

    @Override
    public void run() {
        throw new picocli.CommandLine.ParameterException(
                spec.commandLine(), "Say what to do: list, history, show, stop or restart");
    }

    @Command(name = "list", description = "List job definitions with their next due time.")
    int list(@Option(names = "--json", description = "Print JSON.") boolean json) {
        try (var context = application.open(spec)) {
            var jobs = context.getBean(Jobs.class);
            if (json) {
                JsonOutput.print(out(), jobs.definitions());
                return 0;
            }
            var table = new Table(
                    List.of("JOB", "NEXT DUE", "SCHEDULE", "ZONE", "AT ONCE", "DESCRIPTION"), Set.of("AT ONCE"));
            for (var definition : jobs.definitions()) {
                table.row(
                        definition.name(),
                        jobs.nextDue(definition)
                                .map(due -> Times.local(due.toInstant()))
                                .orElse(definition.enabled() ? "never" : "disabled"),
                        definition.schedule().cron(),
                        definition.schedule().zone(),
                        definition.atOnce(),
                        definition.description());
            }
            table.print(out());
        }
        return 0;
    }

    @Command(name = "history", description = "List runs, newest first.")
    int history(
            @Option(
                            names = "--most",
                            paramLabel = "N",
                            defaultValue = "20",
                            description = "How many at most (default ${DEFAULT-VALUE}).")
                    int most,
            @Option(names = "--json", description = "Print JSON.") boolean json) {
        try (var context = application.open(spec)) {
            var runs = context.getBean(Jobs.class).history(Math.max(1, most));
            if (json) {
                JsonOutput.print(out(), runs);
            } else if (runs.isEmpty()) {
                out().println("No runs yet; start one with 'aviary sync'.");
            } else {
                RunTable.of(runs).print(out());
            }
        }
        return 0;
    }

    /** A run with what it did to each connection, as {@code --json} prints it. */
    record RunDetails(JobRun run, List<SyncRuns.Line> connections) {}

    @Command(name = "show", description = "Show a run with its attempts, steps and connections.")
    int show(
            @Parameters(paramLabel = "RUN", description = "Number of the run.") long run,
            @Option(names = "--json", description = "Print JSON.") boolean json) {
        try (var context = application.open(spec)) {
            var found = found(context.getBean(Jobs.class), run);
            var syncs = context.getBean(SyncRuns.class);
            if (json) {
                JsonOutput.print(out(), new RunDetails(found, syncs.lines(run)));
                return 0;
            }
            attempts(found).print(out());
            out().println();
            if (found.job().equals(SyncRuns.JOB)) {
                SyncSummary.print(out(), found, syncs);
            }
        }
        return 0;
    }

    private static Table attempts(JobRun run) {
        var table =
                new Table(List.of("ATTEMPT", "STEP", "STATUS", "STARTED", "TOOK", "UNITS"), Set.of("ATTEMPT", "UNITS"));
        for (var attempt : run.attempts()) {
            for (var step : attempt.steps()) {
                var took = step.startedAt() == null || step.endedAt() == null
                        ? "-"
                        : Duration.between(step.startedAt(), step.endedAt()).toMillis() + " ms";
                table.row(
                        attempt.execution(),
                        step.name(),
                        step.status().toLowerCase(java.util.Locale.ROOT),
                        Times.local(step.startedAt()),
                        took,
                        step.units());
            }
        }
        return table;
    }

    @Command(name = "stop", description = "Ask a run to stop at a safe point, and wait until it has.")
    int stop(@Parameters(paramLabel = "RUN", description = "Number of the run.") long run) throws InterruptedException {
        try (var context = application.open(spec)) {
            var jobs = context.getBean(Jobs.class);
            var job = found(jobs, run).job();
            SignIn.to(jobs.permissionFor(job), null, context, spec);
            if (!jobs.requestStop(run)) {
                throw new JobNotStartedException("Run " + run + " is not running; there is nothing to stop");
            }
            return waitUntilEnded(jobs, run);
        }
    }

    private int waitUntilEnded(Jobs jobs, long run) throws InterruptedException {
        for (var waited = Duration.ZERO; waited.compareTo(PATIENCE) < 0; waited = waited.plusMillis(200)) {
            var ended = look(jobs, run).filter(now -> !now.isRunning());
            if (ended.isPresent()) {
                out().println("Run " + run + " is " + Words.of(ended.get()) + ".");
                return 0;
            }
            java.util.concurrent.TimeUnit.MILLISECONDS.sleep(200);
        }
        out().println("Run " + run + " was asked to stop and has not reached a safe point yet; 'aviary jobs show " + run
                + "' tells when it has.");
        return 1;
    }

    /** Empty if the database is gone for the moment: H2's file is served by the process that opened it first, and that may be the one that stops. */
    private static Optional<JobRun> look(Jobs jobs, long run) {
        try {
            return jobs.find(run);
        } catch (DataAccessException | TransactionException e) {
            return Optional.empty();
        }
    }

    @Command(name = "restart", description = "Continue a stopped or failed run where it ended, in this process.")
    int restart(@Parameters(paramLabel = "RUN", description = "Number of the run.") long run) {
        var demo = new Demo(out());
        try (var context = application.openToRun(spec, demo)) {
            var jobs = context.getBean(Jobs.class);
            var job = found(jobs, run).job();
            SignIn.to(jobs.permissionFor(job), null, context, spec, demo.shows(spec));
            demo.takeIn(context);
            return restart(context, jobs, run).isFine() ? 0 : 1;
        }
    }

    private JobRun restart(ApplicationContext context, Jobs jobs, long run) {
        return SyncRun.watched(context, out(), () -> jobs.restart(run));
    }

    private static JobRun found(Jobs jobs, long run) {
        return jobs.find(run)
                .orElseThrow(() -> new UsageException("There is no run " + run + "; 'aviary jobs history' lists them"));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
