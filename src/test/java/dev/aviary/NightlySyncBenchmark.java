package dev.aviary;

import dev.aviary.jobs.Jobs;
import dev.aviary.lifecycle.ConnectionIntake;
import dev.aviary.sync.SyncRuns;
import dev.aviary.tenancy.ConnectionId;
import dev.aviary.testing.TestDatabase;
import dev.aviary.vault.AccessToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Not a test: the whole night end to end, from the simulator (in a process of its own, limits and latency off) into MariaDB, beside
 * {@code LOAD DATA LOCAL INFILE} of the same rows into the same tables, in the same run; then a second, unchanged, full sync.
 * Arguments: tenants (200), people of each (500), workers (4).
 */
final class NightlySyncBenchmark {

    /** Everything that a sync writes and that stays. */
    private static final List<String> TABLES = List.of(
            "company",
            "directory_entry",
            "individual",
            "individual_tag",
            "individual_key",
            "employment",
            "income",
            "payment",
            "pay_statement",
            "benefit",
            "enrolment",
            "change_feed");

    private final int tenants;
    private final int people;
    private final int workers;
    private final TestDatabase database = TestDatabase.mariadb();

    private NightlySyncBenchmark(int tenants, int people, int workers) {
        this.tenants = tenants;
        this.people = people;
        this.workers = workers;
    }

    public static void main(String[] args) throws Exception {
        new NightlySyncBenchmark(number(args, 0, 200), number(args, 1, 500), number(args, 2, 4)).run();
        System.exit(0);
    }

    private static int number(String[] args, int index, int otherwise) {
        return args.length > index ? Integer.parseInt(args[index]) : otherwise;
    }

    private void run() throws Exception {
        warmUp();
        var sandbox = sandbox(tenants, people);
        try {
            measure(sandbox);
        } finally {
            sandbox.process.destroyForcibly();
        }
    }

    /** A small night on another database first, so that the JVM is measured warm, as LOAD DATA's server is. */
    private void warmUp() throws Exception {
        var sandbox = sandbox(20, 300);
        try (var context = start(sandbox, TestDatabase.mariadb())) {
            takeIn(context, sandbox.connections);
            sync(context);
            sync(context);
        } finally {
            sandbox.process.destroyForcibly();
        }
    }

    private void measure(Sandbox sandbox) throws Exception {
        double first;
        double second;
        try (var context = start(sandbox, database)) {
            takeIn(context, sandbox.connections);
            var before = Processors.now(sandbox.process);
            first = sync(context);
            System.out.println("first sync, processor seconds: "
                    + Processors.now(sandbox.process).minus(before));
            System.out.printf(
                    Locale.ROOT,
                    "peak of the old generation: %d MiB, of a heap of at most %d MiB%n",
                    peakOfTheOldGeneration() >> 20,
                    Runtime.getRuntime().maxMemory() >> 20);
            second = sync(context);
            System.out.println(context.getBean(SyncRuns.class)
                    .total(context.getBean(Jobs.class).history(1).get(0).run())
                    .inWords());
        }
        report(first, second);
    }

    private void report(double first, double second) throws Exception {
        long rows = 0;
        double load = 0;
        try (var source = DriverManager.getConnection(database.url());
                var target = DriverManager.getConnection(TestDatabase.mariadb().url() + "&allowLocalInfile=true")) {
            var before = Processors.now(null);
            for (var table : TABLES) {
                rows += count(source, table);
                load += load(source, target, table);
            }
            System.out.println("LOAD DATA and its export, processor seconds: "
                    + Processors.now(null).minus(before));
        }
        System.out.printf(
                Locale.ROOT,
                "%d tenants x %d people, %d workers: %d rows%nfirst sync     %6.1f s %8.0f rows/s%nLOAD DATA      %6.1f s %8.0f rows/s; the sync reaches %.2f of it%n"
                        + "unchanged sync %6.1f s, %.1f times as fast as the first%n",
                tenants,
                people,
                workers,
                rows,
                first,
                rows / first,
                load,
                rows / load,
                load / first,
                second,
                first / second);
    }

    /** Processor time of everything that takes part; what other programs do to the machine does not show in it. */
    private record Processors(double aviary, double simulator, double mariadb) {

        static Processors now(@Nullable Process simulator) {
            var mariadb = ProcessHandle.current()
                    .descendants()
                    .filter(process -> process.info().command().orElse("").endsWith("mariadbd"))
                    .mapToDouble(Processors::seconds)
                    .sum();
            return new Processors(
                    seconds(ProcessHandle.current()), simulator == null ? 0 : seconds(simulator.toHandle()), mariadb);
        }

        private static double seconds(ProcessHandle process) {
            return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1000.0;
        }

        Processors minus(Processors before) {
            return new Processors(aviary - before.aviary, simulator - before.simulator, mariadb - before.mariadb);
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "Aviary %.1f, simulator %.1f, MariaDB %.1f", aviary, simulator, mariadb);
        }
    }

    private record Sandbox(Process process, JsonNode finch, List<JsonNode> connections) {}

    private static Sandbox sandbox(int tenants, int people) throws IOException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.aviary.Aviary",
                        "sandbox",
                        "--port=0",
                        "--tenants=" + tenants,
                        "--employees=" + people,
                        "--rate-limits=off")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var lines = new BufferedReader(process.inputReader());
        var mapper = JsonMapper.builder().build();
        var finch = mapper.readTree(lines.readLine());
        var connections = new ArrayList<JsonNode>();
        for (int left = tenants; left > 0; left--) {
            connections.add(mapper.readTree(lines.readLine()));
        }
        return new Sandbox(process, finch, connections);
    }

    private ConfigurableApplicationContext start(Sandbox sandbox, TestDatabase store) throws IOException {
        var home = Files.createTempDirectory(Path.of("target"), "benchmark");
        var jobs = Files.createDirectories(home.resolve("jobs"));
        Files.writeString(jobs.resolve("nightly-sync.yml"), """
                job: nightly-sync
                schedule:
                  cron: "0 0 2 * * *"
                  zone: UTC
                at-once: %d
                """.formatted(workers));
        var application = new SpringApplication(Aviary.class);
        application.setDefaultProperties(Map.of(
                "aviary.home", home.toString(),
                "aviary.jobs.directory", jobs.toString(),
                "aviary.finch.base-url", sandbox.finch.path("base_url").asString(),
                "aviary.finch.client-id", sandbox.finch.path("client_id").asString(),
                "aviary.finch.client-secret",
                        sandbox.finch.path("client_secret").asString(),
                "aviary.finch.limits.enabled", "false",
                "logging.level.root", "WARN"));
        return application.run("--spring.datasource.url=" + store.url());
    }

    private static void takeIn(ConfigurableApplicationContext context, List<JsonNode> connections) {
        var intake = context.getBean(ConnectionIntake.class);
        for (var connection : connections) {
            try (var token =
                    AccessToken.of(connection.path("access_token").asString().toCharArray())) {
                intake.take(
                        connection.path("tenant").asString(),
                        new ConnectionId(connection.path("connection_id").asString()),
                        token);
            }
        }
    }

    private static double sync(ConfigurableApplicationContext context) {
        var start = System.nanoTime();
        var run = context.getBean(Jobs.class).run(SyncRuns.JOB, Map.of(SyncRuns.FULL, "true"));
        if (!run.isFine()) {
            throw new IllegalStateException("The sync ended " + run.exitCode() + ": " + run.outcome());
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static long peakOfTheOldGeneration() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool ->
                        pool.getType() == MemoryType.HEAP && pool.getName().matches(".*(Old|Tenured).*"))
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }

    private static long count(Connection source, String table) throws SQLException {
        try (var statement = source.createStatement();
                var rows = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Seconds that LOAD DATA takes for the table's rows; writing the file is not counted. */
    private static double load(Connection source, Connection target, String table) throws SQLException, IOException {
        var file = Path.of("target", "benchmark-" + table + ".tsv").toAbsolutePath();
        Files.deleteIfExists(file);
        try (var out = source.createStatement();
                var in = target.createStatement()) {
            out.execute("SELECT * INTO OUTFILE '" + file + "' CHARACTER SET binary FROM " + table);
            in.execute("SET unique_checks = 1, foreign_key_checks = 1");
            var start = System.nanoTime();
            in.execute("LOAD DATA LOCAL INFILE '" + file + "' INTO TABLE " + table + " CHARACTER SET binary");
            return (System.nanoTime() - start) / 1e9;
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
