package dev.aviary.cli;

import dev.aviary.audit.CheckpointDelay;
import dev.aviary.jobs.JobRun;
import dev.aviary.jobs.Jobs;
import dev.aviary.leakscan.findings.Findings;
import dev.aviary.sync.SyncRuns;
import dev.aviary.tenancy.Connection;
import dev.aviary.tenancy.Connections;
import dev.aviary.tenancy.Tenants;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How everything stands. */
@Command(
        name = "status",
        description =
                "Show every connection with its last success, staleness, state and next due time, the last runs, and how many findings of the leak scan need attention.")
final class StatusCommand implements Callable<Integer> {

    private static final int LAST_RUNS = 5;

    private final Application application;

    @Spec
    CommandSpec spec;

    @Option(names = "--json", description = "Print JSON; instants are in UTC, lengths in seconds.")
    boolean json;

    StatusCommand(Application application) {
        this.application = application;
    }

    /**
     * A connection as {@code --json} prints it.
     *
     * @param stalenessSeconds since the last success; null if there was none
     */
    record ConnectionLine(
            String tenant,
            String connectionId,
            @Nullable String provider,
            String kind,
            String state,
            @Nullable String cause,
            @Nullable Instant lastSuccess,
            @Nullable Long stalenessSeconds,
            @Nullable Instant nextDue) {}

    /**
     * Everything that {@code --json} prints.
     *
     * @param auditUnsignedSince since when events wait for a checkpoint that is overdue; null if none is
     */
    record Status(
            Instant at,
            List<ConnectionLine> connections,
            List<JobRun> runs,
            @Nullable Instant auditUnsignedSince,
            LeakScanLine leakScan) {}

    @Override
    public Integer call() {
        try (var context = application.open(spec)) {
            var status = status(context);
            if (json) {
                JsonOutput.print(spec.commandLine().getOut(), status);
            } else {
                print(status);
            }
        }
        return 0;
    }

    private static Status status(ApplicationContext context) {
        var now = context.getBean(Clock.class).instant();
        var jobs = context.getBean(Jobs.class);
        var tenants = context.getBean(Tenants.class);
        var nextDue = jobs.definitions().stream()
                .filter(definition -> definition.name().equals(SyncRuns.JOB))
                .findFirst()
                .flatMap(jobs::nextDue)
                .map(due -> due.toInstant())
                .orElse(null);
        var lines = context.getBean(Connections.class).all().stream()
                .map(connection -> line(connection, tenants, now, nextDue))
                .toList();
        var unsigned = context.getBean(CheckpointDelay.class).overdueSince().orElse(null);
        var leakScan = LeakScanLine.of(context.getBean(Findings.class).attention());
        return new Status(now, lines, jobs.history(LAST_RUNS), unsigned, leakScan);
    }

    private static ConnectionLine line(Connection connection, Tenants tenants, Instant now, @Nullable Instant nextDue) {
        var success = connection.lastSuccess();
        return new ConnectionLine(
                tenants.find(connection.tenant()).orElseThrow().name(),
                connection.id().value(),
                connection.provider(),
                connection.kind().name().toLowerCase(Locale.ROOT),
                connection.state().name().toLowerCase(Locale.ROOT),
                connection.stateCause(),
                success,
                success == null ? null : Duration.between(success, now).toSeconds(),
                connection.state().isReadable() ? nextDue : null);
    }

    private void print(Status status) {
        var out = spec.commandLine().getOut();
        if (status.connections().isEmpty()) {
            out.println(
                    "No connections yet; take in tokens with 'aviary connections import FILE' or 'aviary connections add --tenant NAME'.");
        } else {
            connections(status).print(out);
        }
        out.println();
        runs(out, status.runs());
        audit(out, status.auditUnsignedSince());
        if (!status.leakScan().isQuiet()) {
            out.println();
            out.println(status.leakScan().inWords());
        }
        out.flush();
    }

    private static void audit(PrintWriter out, @Nullable Instant unsignedSince) {
        if (unsignedSince != null) {
            out.println();
            out.println("warning: " + AuditCheckUp.warning(unsignedSince));
        }
    }

    private static Table connections(Status status) {
        var table = new Table(
                List.of(
                        "TENANT",
                        "CONNECTION",
                        "PROVIDER",
                        "KIND",
                        "STATE",
                        "LAST SUCCESS",
                        "STALENESS",
                        "NEXT DUE",
                        "WHY"),
                Set.of());
        for (var line : status.connections()) {
            table.row(
                    line.tenant(),
                    SyncSummary.shortened(line.connectionId()),
                    line.provider() == null ? "?" : line.provider(),
                    line.kind(),
                    line.state().replace('_', ' '),
                    Times.local(line.lastSuccess()),
                    Times.since(line.lastSuccess(), status.at()),
                    line.nextDue() == null ? "-" : Times.local(line.nextDue()),
                    why(line));
        }
        return table;
    }

    private static String why(ConnectionLine line) {
        if (line.cause() == null) {
            return "";
        }
        return line.state().equals("missing_product")
                ? "not granted or not offered: " + line.cause()
                : Words.cause(line.cause());
    }

    private static void runs(PrintWriter out, List<JobRun> runs) {
        if (runs.isEmpty()) {
            out.println("No runs yet.");
            out.flush();
            return;
        }
        RunTable.of(runs).print(out);
    }
}
