package dev.aviary.sandbox;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;

/** The command line of the simulator. */
@Command(
        name = "sandbox",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "A simulator of the Finch API on 127.0.0.1, for trying out. Prints its address, client id and secret, then one line of"
                        + " JSON for each connection with its access token, and serves until it is interrupted.")
final class SandboxCommand implements Callable<Integer> {

    private static final int MAX_TENANTS = 100_000;
    private static final int MAX_EMPLOYEES = 10_000_000;

    private final PrintWriter out;
    private final PrintWriter err;
    private final Clock machine;
    private final Pause pause;

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(names = "--port", required = true, paramLabel = "P", description = "Port to listen on; 0 takes a free one.")
    int port;

    @Option(
            names = "--tenants",
            paramLabel = "N",
            description = "Tenants, each with one connection (default: ${DEFAULT-VALUE}).")
    int tenants = 3;

    @Option(
            names = "--employees",
            paramLabel = "M",
            description = "People of each connection (default: ${DEFAULT-VALUE}).")
    int employees = 20;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Everything follows from it: ids, tokens, people (default: ${DEFAULT-VALUE}).")
    long seed = 1;

    @Option(
            names = "--rate-limits",
            paramLabel = "on|off",
            description = "Finch's limits per minute and per address (default: ${DEFAULT-VALUE}).")
    OnOff rateLimits = OnOff.on;

    @Option(
            names = "--latency",
            paramLabel = "MS",
            description = "Milliseconds before each answer (default: ${DEFAULT-VALUE}).")
    int latency = 0;

    @Option(
            names = "--profile",
            paramLabel = "equal|demo",
            description =
                    "equal: --tenants connections that are all alike; demo: a handful of every kind (default: ${DEFAULT-VALUE}).")
    Profile profile = Profile.equal;

    @Option(
            names = "--benefits",
            paramLabel = "on|off",
            description = "Whether the equal ones grant benefits (default: ${DEFAULT-VALUE}).")
    OnOff benefits = OnOff.on;

    @Option(
            names = "--payments",
            paramLabel = "N",
            description = "Pay runs of history; if absent 26 for up to 100 people, else one.")
    int payments = 0;

    @Option(
            names = "--clock",
            converter = InstantWord.class,
            paramLabel = "INSTANT",
            description = "Where the sandbox's clock stands still, such as 2026-08-20T12:00:00Z.")
    @Nullable
    Instant clock;

    @Option(
            names = "--switch",
            paramLabel = "NAME=VALUE",
            description =
                    "How to take what the documentation leaves open. The first value is the default: ${COMPLETION-CANDIDATES}",
            completionCandidates = SwitchHelp.class)
    Map<String, String> switches = new LinkedHashMap<>();

    @Option(
            names = "--faults",
            paramLabel = "FILE|JSON",
            description = "Faults to begin with: an array of them, or one.")
    @Nullable
    String faults;

    enum OnOff {
        on,
        off
    }

    enum Profile {
        equal,
        demo
    }

    static final class InstantWord implements CommandLine.ITypeConverter<Instant> {
        @Override
        public Instant convert(String value) {
            try {
                return Instant.parse(value);
            } catch (DateTimeParseException e) {
                throw new CommandLine.TypeConversionException(
                        "'" + value + "' is no instant such as 2026-08-20T12:00:00Z");
            }
        }
    }

    static final class SwitchHelp extends ArrayList<String> {
        SwitchHelp() {
            for (var each : Switch.values()) {
                add(each.word() + "=" + each.allowed());
            }
        }
    }

    SandboxCommand(PrintWriter out, PrintWriter err, Clock machine, Pause pause) {
        this.out = out;
        this.err = err;
        this.machine = machine;
        this.pause = pause;
    }

    static int explain(ParameterException wrong, String[] args) {
        wrong.getCommandLine().getErr().println(wrong.getMessage() + " (see --help)");
        wrong.getCommandLine().getErr().flush();
        return CommandLine.ExitCode.USAGE;
    }

    @Override
    public Integer call() {
        var settings = settings();
        try (var server = SandboxServer.start(settings, machine, pause)) {
            announce(server);
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            return CommandLine.ExitCode.OK;
        } catch (BindException e) {
            return fail("port " + port + " is taken; choose another with --port");
        } catch (IOException e) {
            return fail("the sandbox cannot listen on port " + port + ": " + e.getMessage());
        }
        throw new IllegalStateException("the sandbox serves until it is interrupted");
    }

    Settings settings() {
        check("--port", port, 0, 65_535);
        check("--tenants", tenants, 1, MAX_TENANTS);
        check("--employees", employees, 0, MAX_EMPLOYEES);
        check("--latency", latency, 0, 300_000);
        check("--payments", payments, 0, 180);
        var blueprints = profile == Profile.demo
                ? Profiles.demo(payments, seed)
                : Profiles.equal(tenants, employees, payments, benefits == OnOff.on, seed);
        return new Settings(port, seed, Duration.ofMillis(latency), clock, positions(), readFaults(), blueprints);
    }

    private Map<Switch, String> positions() {
        var positions = new EnumMap<Switch, String>(Switch.class);
        if (rateLimits == OnOff.off) {
            positions.put(Switch.RATE_LIMIT, "off");
        }
        try {
            switches.forEach((word, value) -> {
                Switches.check(Switches.named(word), value);
                positions.put(Switches.named(word), value);
            });
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
        return positions;
    }

    private List<@Nullable Object> readFaults() {
        if (faults == null) {
            return List.of();
        }
        try {
            var inline = faults.startsWith("[") || faults.startsWith("{");
            var text = inline
                    ? faults.getBytes(java.nio.charset.StandardCharsets.UTF_8)
                    : Files.readAllBytes(Path.of(faults));
            var tree = JsonTree.read(text);
            var list = new ArrayList<@Nullable Object>();
            list.addAll(tree instanceof List<?> several ? several : java.util.Collections.singletonList(tree));
            list.forEach(fault -> Fault.of(fault, 0, 0));
            return list;
        } catch (IOException e) {
            throw wrong("--faults: the file " + faults + " cannot be read");
        } catch (JacksonException e) {
            throw wrong("--faults is not valid JSON");
        } catch (IllegalArgumentException e) {
            throw wrong("--faults: " + e.getMessage());
        }
    }

    private void announce(SandboxServer server) {
        var world = server.world();
        line(Announcement.of(world, server.baseUrl()));
        world.links().forEach(link -> line(Announcement.of(world, link)));
        out.flush();
    }

    private void line(Map<String, ?> fields) {
        out.println(Announcement.json(fields));
    }

    private int fail(String message) {
        err.println(message);
        err.flush();
        return CommandLine.ExitCode.SOFTWARE;
    }

    private void check(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw wrong(option + " must be from " + least + " to " + most + ", not " + value);
        }
    }

    private ParameterException wrong(@Nullable String message) {
        return new ParameterException(java.util.Objects.requireNonNull(spec).commandLine(), String.valueOf(message));
    }
}
