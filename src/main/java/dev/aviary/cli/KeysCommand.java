package dev.aviary.cli;

import dev.aviary.jobs.JobRun;
import dev.aviary.jobs.Jobs;
import dev.aviary.keyrotation.KeyRotations;
import dev.aviary.keys.KeyUpkeep;
import dev.aviary.operators.Permission;
import dev.aviary.tenancy.Tenant;
import dev.aviary.tenancy.TenantId;
import dev.aviary.tenancy.Tenants;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which keys there are, and their rotation. */
@Command(name = "keys", description = "Show keys; rotate, rewrap and close epochs.")
final class KeysCommand implements Runnable {

    private final Application application;

    @Spec
    CommandSpec spec;

    KeysCommand(Application application) {
        this.application = application;
    }

    @Override
    public void run() {
        throw new picocli.CommandLine.ParameterException(
                spec.commandLine(), "Say what to do: status, rotate, rewrap or epoch");
    }

    @Command(name = "status", description = "Show each tenant's keys, and how many values each of them seals.")
    int status(@Option(names = "--json", description = "Print JSON.") boolean json) {
        try (var context = application.openWithKeys(spec)) {
            var upkeep = context.getBean(KeyUpkeep.class);
            var states = upkeep.tenants().stream().map(upkeep::state).toList();
            if (json) {
                JsonOutput.print(out(), states);
            } else {
                table(states, context.getBean(Clock.class)).print(out());
            }
        }
        return 0;
    }

    private static Table table(List<KeyUpkeep.State> states, Clock clock) {
        var table = new Table(
                List.of("TENANT", "KEY", "PRIMARY", "SEALS", "ROTATED", "EPOCH", "BEGAN", "INDIVIDUALS", "OUTDATED"),
                Set.of("KEY", "EPOCH", "INDIVIDUALS", "OUTDATED"));
        for (var state : states) {
            state.keys()
                    .forEach((key, counts) -> table.row(
                            state.tenant(),
                            key,
                            key == state.primary() ? "yes" : "no",
                            seals(counts),
                            Times.since(state.rotatedAt(), clock.instant()),
                            state.epoch(),
                            Times.since(state.epochAt(), clock.instant()),
                            state.individuals(),
                            state.outdated()));
        }
        return table;
    }

    private static String seals(Map<String, Long> counts) {
        return counts.isEmpty()
                ? "nothing"
                : counts.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(count -> count.getValue() + " " + count.getKey())
                        .collect(Collectors.joining(", "));
    }

    @Command(
            name = "rotate",
            description =
                    "Make a new key for each tenant, seal everything anew under it, and retire older keys that nothing uses.")
    int rotate(
            @Option(names = "--tenant", paramLabel = "T", description = "Only this tenant, by name or id.") @Nullable
                    String tenant) {
        return run("rotate", tenant, null);
    }

    @Command(
            name = "rewrap",
            description = "Wrap all keysets by another key-encryption key, also one of another provider.")
    int rewrap(
            @Option(
                            names = "--to",
                            paramLabel = "KEK-URI",
                            description =
                                    "The key to move to (default: aviary.keys.kek, from aviary.keys.former-keks).")
                    @Nullable
                    String to) {
        return run("rewrap", null, to);
    }

    @Command(
            name = "epoch",
            description =
                    "Close the epoch: older copies of the database no longer open for individuals that were shredded.")
    int epoch(
            @Option(names = "--tenant", paramLabel = "T", description = "Only this tenant, by name or id.") @Nullable
                    String tenant) {
        return run("epoch", tenant, null);
    }

    private int run(String act, @Nullable String tenant, @Nullable String to) {
        try (var context = application.openWithKeys(spec)) {
            var only = tenant == null ? null : tenantId(context.getBean(Tenants.class), tenant);
            SignIn.to(Permission.MANAGE_KEYS, only, context, spec);
            var parameters = new HashMap<String, String>();
            parameters.put(KeyRotations.ACT, act);
            if (only != null) {
                parameters.put(KeyRotations.TENANT, only.toString());
            }
            if (to != null) {
                parameters.put(KeyRotations.TO, to);
            }
            var run = OrderlyExit.awaits(() -> context.getBean(Jobs.class).run(KeyRotations.JOB, parameters));
            tell(context, run, act, to);
            return run.isFine() ? 0 : 1;
        }
    }

    private void tell(ApplicationContext context, JobRun run, String act, @Nullable String to) {
        out().println("Run " + run.run() + " of " + run.job() + " (" + act + "): "
                + run.exitCode().toLowerCase(java.util.Locale.ROOT)
                + (run.outcome().isBlank() ? "" : ", " + run.outcome()));
        if (act.equals("rewrap") && to != null && run.isFine()) {
            out().println("Everything is wrapped by " + to
                    + " now: set aviary.keys.kek to it before the next command.");
        } else if (act.equals("rotate")) {
            table(states(context, run), context.getBean(Clock.class)).print(out());
            out().println(
                            "An old key is retired by the first rotation later than twice aviary.keys.cached-for, once it seals nothing.");
        }
        out().flush();
    }

    private static List<KeyUpkeep.State> states(ApplicationContext context, JobRun run) {
        var upkeep = context.getBean(KeyUpkeep.class);
        var only = run.parameters().get(KeyRotations.TENANT);
        return (only == null ? upkeep.tenants() : List.of(UUID.fromString(only)))
                .stream().map(upkeep::state).toList();
    }

    private static TenantId tenantId(Tenants tenants, String asked) {
        return tenants.lookUp(asked)
                .map(Tenant::id)
                .orElseThrow(() ->
                        new UsageException("There is no tenant '" + asked + "'; 'aviary connections list' shows them"));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
