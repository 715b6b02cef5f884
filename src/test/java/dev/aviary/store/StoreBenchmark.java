package dev.aviary.store;

import dev.aviary.finch.CustomField;
import dev.aviary.finch.Department;
import dev.aviary.finch.Email;
import dev.aviary.finch.Employment;
import dev.aviary.finch.EmploymentForm;
import dev.aviary.finch.Income;
import dev.aviary.finch.Individual;
import dev.aviary.finch.Location;
import dev.aviary.finch.PersonRef;
import dev.aviary.finch.PhoneNumber;
import dev.aviary.testing.TestDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Not a test: measures prepare and write of individuals and employments on MariaDB beside {@code LOAD DATA LOCAL INFILE} of the same rows
 * into the same tables, in the same run. Arguments: people (100000), people a page (1000).
 */
final class StoreBenchmark {

    private static final List<String> TABLES =
            List.of("individual", "individual_tag", "employment", "income", "change_feed");

    private final TestStore store = TestStore.on(TestDatabase.mariadb());
    private final EntityScope scope = store.newScope();
    private final int people;
    private final int page;

    private StoreBenchmark(int people, int page) {
        this.people = people;
        this.page = page;
    }

    public static void main(String[] arguments) throws IOException {
        var people = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        var page = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000;
        new StoreBenchmark(people, page).run();
        System.exit(0);
    }

    private void run() throws IOException {
        warmUp();
        var first = sync("first");
        var rows = rows();
        var unchanged = sync("unchanged");
        var load = loadData();
        System.out.printf(
                Locale.ROOT,
                "%nrows in %s: %d%nfirst sync     %8.0f rows/s%nLOAD DATA      %8.0f rows/s (ours is %.2f of it)%nunchanged sync %8.1f times as fast as the first%n",
                TABLES,
                rows,
                rows / first,
                rows / load,
                load / first,
                first / unchanged);
    }

    private void warmUp() {
        var other = store.newScope();
        for (var round = 0; round < 10; round++) {
            var ids = IntStream.range(0, 500);
            store.write(store.prepareIndividuals(
                    other, ids.mapToObj(this::individual).toList()));
            var same = IntStream.range(0, 500).mapToObj(this::employment).toList();
            store.write(store.prepareEmployments(round % 2 == 0 ? other : store.newScope(), same));
        }
        for (var table : TABLES) {
            store.jdbc().execute("TRUNCATE TABLE " + table);
        }
    }

    /** Of this process and the database server below it: tells more than the clock where the machine is shared. */
    private static double cpuSeconds() {
        return Stream.concat(
                        Stream.of(ProcessHandle.current()),
                        ProcessHandle.current().descendants())
                .mapToDouble(process ->
                        process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3)
                .sum();
    }

    private double sync(String what) {
        var cpu = cpuSeconds();
        var prepared = 0L;
        var written = 0L;
        for (var from = 0; from < people; from += page) {
            var individuals = page(from, this::individual);
            var employments = page(from, this::employment);
            var start = System.nanoTime();
            var one = store.prepareIndividuals(scope, individuals);
            var other = store.prepareEmployments(scope, employments);
            var middle = System.nanoTime();
            store.write(one);
            store.write(other);
            prepared += middle - start;
            written += System.nanoTime() - middle;
        }
        System.out.printf(
                Locale.ROOT,
                "%s: prepared in %.2f s, written in %.2f s, %.2f s of processors%n",
                what,
                prepared / 1e9,
                written / 1e9,
                cpuSeconds() - cpu);
        return (prepared + written) / 1e9;
    }

    private <R> List<R> page(int from, IntFunction<R> make) {
        return IntStream.range(from, Math.min(people, from + page))
                .mapToObj(make)
                .toList();
    }

    private long rows() {
        return TABLES.stream()
                .mapToLong(table -> store.jdbc().queryForObject("SELECT COUNT(*) FROM " + table, Long.class))
                .sum();
    }

    private double loadData() throws IOException {
        var seconds = 0.0;
        for (var table : TABLES) {
            var file = Files.createTempFile(Path.of("target"), table, ".tsv");
            var columns = export(table, file);
            store.jdbc().execute("TRUNCATE TABLE " + table);
            var cpu = cpuSeconds();
            var start = System.nanoTime();
            store.jdbc()
                    .execute("LOAD DATA LOCAL INFILE '" + file.toAbsolutePath() + "' INTO TABLE " + table
                            + " CHARACTER SET binary (" + columns + ")");
            var took = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "LOAD DATA %s: %.2f s, %d MB, %.2f s of processors%n",
                    table,
                    took,
                    Files.size(file) >> 20,
                    cpuSeconds() - cpu);
            seconds += took;
            Files.delete(file);
        }
        return seconds;
    }

    private String export(String table, Path file) throws IOException {
        try (var out = new java.io.BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            return store.jdbc()
                    .query(
                            connection -> {
                                var statement = connection.prepareStatement("SELECT * FROM " + table);
                                statement.setFetchSize(1000);
                                return statement;
                            },
                            result -> {
                                var columns = result.getMetaData();
                                while (result.next()) {
                                    for (var i = 1; i <= columns.getColumnCount(); i++) {
                                        write(out, bytes(result, i));
                                        out(out, i < columns.getColumnCount() ? '\t' : '\n');
                                    }
                                }
                                return String.join(
                                        ", ",
                                        IntStream.rangeClosed(1, columns.getColumnCount())
                                                .mapToObj(i -> name(columns, i))
                                                .toList());
                            });
        }
    }

    private static String name(java.sql.ResultSetMetaData columns, int i) {
        try {
            return columns.getColumnName(i);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(java.sql.ResultSet row, int i) throws java.sql.SQLException {
        if (row.getObject(i) instanceof byte[] bytes) {
            return bytes;
        }
        var text = row.getObject(i) instanceof Boolean flag ? (flag ? "1" : "0") : row.getString(i);
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private static void write(OutputStream out, byte[] value) {
        if (value == null) {
            out(out, '\\');
            out(out, 'N');
            return;
        }
        for (var b : value) {
            if (b == '\t' || b == '\n' || b == '\\') {
                out(out, '\\');
            }
            out(out, b);
        }
    }

    private static void out(OutputStream out, int b) {
        try {
            out.write(b);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Individual individual(int number) {
        var random = new Random(number);
        return new Individual(
                id(number),
                "First" + number,
                "M",
                "Last" + random.nextInt(10_000),
                null,
                List.of(
                        new Email("first" + number + "@company.example", "work"),
                        new Email("private" + number + "@home.example", "personal")),
                List.of(new PhoneNumber("+1775555" + random.nextInt(10_000), "personal")),
                "female",
                "two_or_more_races",
                "unknown",
                "19" + (50 + random.nextInt(50)) + "-02-11",
                location(random),
                String.valueOf(100_000_000 + number),
                null,
                Map.of());
    }

    private Employment employment(int number) {
        var random = new Random(number);
        return new Employment(
                id(number),
                "First" + number,
                "M",
                "Last" + random.nextInt(10_000),
                "Senior Engineer of Things",
                new PersonRef(id(number / 10)),
                new Department("Department " + random.nextInt(20), null),
                new EmploymentForm("employee", "full_time"),
                "active",
                true,
                "2019-04-01",
                null,
                null,
                "8810",
                "exempt",
                location(random),
                null,
                null,
                false,
                false,
                income(random, "2025-01-01"),
                List.of(income(random, "2024-01-01")),
                List.of(new CustomField("Crew", List.of("north", 3))),
                "E-" + number,
                null,
                Map.of());
    }

    private static Income income(Random random, String since) {
        return new Income("yearly", 5_000_000L + random.nextInt(9_000_000), "usd", since, Map.of());
    }

    private static Location location(Random random) {
        return new Location(
                random.nextInt(1000) + " Elm Street", null, "Reno", "NV", "89501", "US", null, null, Map.of());
    }

    private static String id(int number) {
        return new UUID(new Random(number).nextLong(), number).toString();
    }
}
