package dev.aviary.cli;

import dev.aviary.jobs.JobRun;
import dev.aviary.jobs.Jobs;
import dev.aviary.keyrotation.KeyRotations;
import dev.aviary.keyrotation.RewrapTargets;
import dev.aviary.keyrotation.UpkeepProgress;
import dev.aviary.keys.KeyUnusableException;
import dev.aviary.keys.KeyUpkeep;
import dev.aviary.operators.Permission;
import dev.aviary.tenancy.Tenant;
import dev.aviary.tenancy.TenantId;
import dev.aviary.tenancy.Tenants;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
@Command(
        name = "keys",
        description = "Show keys; rotate, rewrap and close epochs; export and import wrapped keysets.",
        subcommands = {KeysExportCommand.class, KeysImportCommand.class})
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
                spec.commandLine(), "Say what to do: status, rotate, rewrap, epoch, export or import");
    }

    @Command(name = "status", description = "Show each tenant's keys, and how many values each of them seals.")
    int status(@Option(names = "--json", description = "Print JSON.") boolean json) {
        try (var context = application.open(spec)) {
            var scope = SignIn.toLook(Permission.LOOK, context, spec).tenant();
            var upkeep = context.getBean(KeyUpkeep.class);
            var states = upkeep.tenants().stream()
                    .filter(each -> scope == null || each.equals(scope.value()))
                    .map(upkeep::state)
                    .toList();
            if (json) {
                JsonOutput.print(out(), states);
            } else {
                kek(upkeep.kekVersions());
                table(states, context.getBean(Clock.class)).print(out());
            }
        }
        return 0;
    }

    private void kek(Map<Long, Long> versions) {
        versions.forEach((version, count) ->
                out().println("Version " + version + " of the key-encryption key wraps " + count + " keysets"));
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
        return run("rotate", tenant, Map.of());
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
                    String to,
            @Option(
                            names = "--new-version",
                            description =
                                    "Give the local key-encryption key a new version in its file, and move to that.")
                    boolean newVersion) {
        if (to != null && newVersion) {
            throw new UsageException("--to and --new-version exclude each other: move first, then make a version");
        }
        return run(
                "rewrap",
                null,
                to != null
                        ? Map.of(KeyRotations.TO, to)
                        : newVersion ? Map.of(KeyRotations.NEW_VERSION, "true") : Map.of());
    }

    @Command(
            name = "epoch",
            description =
                    "Close the epoch: older copies of the database no longer open for individuals that were shredded.")
    int epoch(
            @Option(names = "--tenant", paramLabel = "T", description = "Only this tenant, by name or id.") @Nullable
                    String tenant) {
        return run("epoch", tenant, Map.of());
    }

    private int run(String act, @Nullable String tenant, Map<String, String> more) {
        try (var context = application.openWithKeys(spec)) {
            requirePossible(context, more);
            var only = tenant == null ? null : tenantId(context.getBean(Tenants.class), tenant);
            SignIn.to(Permission.MANAGE_KEYS, only, context, spec);
            Optional.ofNullable(more.get(KeyRotations.TO)).ifPresent(context.getBean(RewrapTargets.class)::allow);
            var parameters = new HashMap<>(more);
            parameters.put(KeyRotations.ACT, act);
            if (only != null) {
                parameters.put(KeyRotations.TENANT, only.toString());
            }
            var run = OrderlyExit.awaits(() -> watched(context, act, parameters));
            tell(context, run, act, more.get(KeyRotations.TO));
            return run.isFine() ? 0 : 1;
        }
    }

    /** What cannot be is wrong usage, and makes no run. */
    private static void requirePossible(ApplicationContext context, Map<String, String> more) {
        var upkeep = context.getBean(KeyUpkeep.class);
        if (more.containsKey(KeyRotations.NEW_VERSION) && !upkeep.isKekLocal()) {
            throw new UsageException(
                    "The key of aviary.keys.kek is at a key service, which makes new versions itself; ask it for one");
        }
        var to = more.get(KeyRotations.TO);
        if (to != null) {
            var environment = context.getEnvironment();
            if (ProductionRules.isProduction(environment) && ProductionFaults.isUnreasonedFile(to, environment)) {
                throw new UsageException(ProductionFaults.UNREASONED_FILE);
            }
            try {
                upkeep.requireKeeper(to);
            } catch (KeyUnusableException e) {
                throw new UsageException(e.getMessage());
            }
        }
    }

    private JobRun watched(ApplicationContext context, String act, Map<String, String> parameters) {
        var upkeep = context.getBean(UpkeepProgress.class);
        try (var progress = new Progress(
                "keys " + act,
                "tenants",
                ended -> upkeep.now()
                        .map(now -> new Progress.Standing(
                                now.ended(), now.tenants(), now.changed() + " values and keys done")),
                out(),
                System.console() != null)) {
            return progress.during(() -> context.getBean(Jobs.class).run(KeyRotations.JOB, parameters));
        }
    }

    private void tell(ApplicationContext context, JobRun run, String act, @Nullable String to) {
        out().println("Run " + run.run() + " of " + run.job() + " (" + act + "): "
                + run.exitCode().toLowerCase(Locale.ROOT)
                + (run.outcome().isBlank() ? "" : ", " + run.outcome()));
        switch (act) {
            case "rewrap" -> tellOfKek(context, run, to);
            case "rotate" -> {
                table(states(context, run), context.getBean(Clock.class)).print(out());
                out().println(
                                "An old key is retired by the first rotation later than two days after it was replaced, once it seals nothing.");
            }
            default -> {}
        }
        out().flush();
    }

    private void tellOfKek(ApplicationContext context, JobRun run, @Nullable String to) {
        if (to != null && run.isFine()) {
            out().println("Everything is wrapped by " + to
                    + " now: set aviary.keys.kek to it before the next command.");
        }
        var versions = to == null ? context.getBean(KeyUpkeep.class).kekVersions() : Map.<Long, Long>of();
        kek(versions);
        if (versions.size() > 1) {
            out().println(
                            "Back the key file up now. An older version is removed by the first 'aviary keys rewrap' later than two days after the newest was made, once it wraps nothing.");
        }
    }

    private static List<KeyUpkeep.State> states(ApplicationContext context, JobRun run) {
        var upkeep = context.getBean(KeyUpkeep.class);
        var only = run.parameters().get(KeyRotations.TENANT);
        return (only == null ? upkeep.tenants() : List.of(UUID.fromString(only)))
                .stream().map(upkeep::state).toList();
    }

    static TenantId tenantId(Tenants tenants, String asked) {
        return tenants.lookUp(asked)
                .map(Tenant::id)
                .orElseThrow(() ->
                        new UsageException("There is no tenant '" + asked + "'; 'aviary connections list' shows them"));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
