package dev.aviary.endtoend;

import dev.aviary.jobs.JobRun;
import dev.aviary.jobs.Jobs;
import dev.aviary.operators.OperatorKeyFile;
import dev.aviary.operators.Operators;
import dev.aviary.operators.Operators.Issued;
import dev.aviary.sync.SyncRuns;
import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.Connections;
import dev.aviary.tenancy.Tenants;
import dev.aviary.vault.AccessToken;
import dev.aviary.vault.TokenVault;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the trials of one database start from and have to end with. Half of the connections were read before: of those, two people have been missing
 * once, and some rows differ from Finch's, so that the run adds, changes, leaves alone and marks gone. The other half is new.
 */
final class Ground {

    static final Map<String, String> FULL = Map.of(SyncRuns.FULL, "true");

    /** Those that prepared it. */
    static final int RUNS_BEFORE = 2;

    private static final int CONNECTIONS = 6;
    private static final int KNOWN = 3;
    private static final int PEOPLE = 14;
    private static final int LATENCY_MILLIS = 25;

    private static @Nullable Ground h2;
    private static @Nullable Ground mariadb;

    private final Trials trials;
    private final Simulator finch;
    private final StoreImage undisturbed;
    private final long run;
    private final Map<Moment, Long> times;

    private Ground(Trials trials, Simulator finch) {
        this.trials = trials;
        this.finch = finch;
        prepare();
        Packaged.archive(options -> {
            var trial = trials.copy();
            end(OtherProcess.start(trial, trial.settings(finch), options, "sync", "--full"));
            trials.drop(trial);
        });
        var trial = trials.copy();
        times = end(sync(trial));
        try (var context = ThisProcess.open(trial, finch)) {
            undisturbed = StoreImage.of(context);
            run = context.getBean(Jobs.class).history(1).get(0).run();
        }
        trials.drop(trial);
    }

    private static Map<Moment, Long> end(OtherProcess undisturbed) {
        try (undisturbed) {
            if (undisturbed.exitCode() != 0) {
                throw new IllegalStateException("The undisturbed sync failed: " + undisturbed.output());
            }
            return Moment.timesOf(undisturbed);
        }
    }

    /** Prepared once for all tests. */
    static synchronized Ground onH2() {
        h2 = h2 != null ? h2 : of(new H2Trials());
        return h2;
    }

    static synchronized Ground onMariaDb() {
        mariadb = mariadb != null ? mariadb : of(new MariaDbTrials());
        return mariadb;
    }

    private static Ground of(Trials trials) {
        return new Ground(trials, finch(LATENCY_MILLIS));
    }

    /** The same employers and people behind another wire. */
    static Simulator finch(int latencyMillis) {
        return Simulator.start(CONNECTIONS, PEOPLE, latencyMillis);
    }

    private void prepare() {
        try (var before = Simulator.start(CONNECTIONS, PEOPLE + 2, 0)) {
            try (var context = ThisProcess.open(trials.before().settings(before))) {
                context.getBean(Operators.class)
                        .makeFirst(context.getBean(OperatorKeyFile.class))
                        .ifPresent(Issued::close);
                takeIn(context, finch.connections().subList(0, KNOWN));
                sync(context);
            }
        }
        try (var context = ThisProcess.open(trials.before(), finch)) {
            sync(context);
            var jdbc = context.getBean(JdbcClient.class);
            for (var table : List.of("individual", "employment", "pay_statement")) {
                jdbc.sql("UPDATE " + table + " SET content_hash = ? WHERE individual_id < '8'")
                        .param(new byte[16])
                        .update();
            }
            takeIn(context, finch.connections().subList(KNOWN, CONNECTIONS));
        }
    }

    private static void takeIn(ApplicationContext context, List<Simulator.Announced> announced) {
        for (var each : announced) {
            var tenant = context.getBean(Tenants.class).named(each.tenant()).id();
            var connection = new ConnectionId(each.connection());
            context.getBean(Connections.class).register(connection, tenant);
            try (var token = AccessToken.of(each.token().toCharArray())) {
                context.getBean(TokenVault.class).put(tenant, connection, token);
            }
        }
    }

    Trials trials() {
        return trials;
    }

    Simulator finch() {
        return finch;
    }

    Map<Moment, Long> times() {
        return times;
    }

    /** The store after a run that nobody disturbed. */
    StoreImage undisturbed() {
        return undisturbed;
    }

    /** The number of the first run of each trial: all count on from the same. */
    long run() {
        return run;
    }

    /** {@code aviary sync --full} in a process of its own. */
    OtherProcess sync(Trial trial) {
        return aviary(trial, "sync", "--full");
    }

    OtherProcess aviary(Trial trial, String... arguments) {
        return aviary(trial, finch, arguments);
    }

    OtherProcess aviary(Trial trial, Simulator other, String... arguments) {
        return OtherProcess.start(trial, trial.settings(other), List.of(), arguments);
    }

    /** The same in this one. One at a time: Spring Batch keeps what is running in static maps by id, and all trials begin with the same ids. */
    static synchronized JobRun sync(ApplicationContext context) {
        return context.getBean(Jobs.class).run(SyncRuns.JOB, FULL);
    }

    static synchronized JobRun restart(ApplicationContext context, long run) {
        return context.getBean(Jobs.class).restart(run);
    }
}
