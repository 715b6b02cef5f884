package dev.aviary.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.aviary.testing.MovableClock;
import dev.aviary.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Not a test: rotates the key of a tenant with many tokens on MariaDB while a reader opens tokens all the time, beside writing as many tokens by JDBC alone;
 * retires the old key by the count, then closes an epoch with as many individuals. Argument: tokens and individuals, in thousands (100).
 */
final class RotationBenchmark {

    private static final UUID TENANT = new UUID(1, 1);
    private static final int PART = 1_000;
    private static final UpkeepWatch NOBODY = new UpkeepWatch() {};

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final KeysForTests.Process process;
    private final KeysForTests.Process other;
    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T13:00:00Z"));
    private final int count;

    private RotationBenchmark(int count) throws IOException {
        var database = TestDatabase.mariadb().dataSource();
        var file = Files.createTempDirectory("rotation").resolve("keys").resolve("kek.json");
        var tables = List.of(SealedTable.of("access_token", "connection_id"));
        this.jdbc = new JdbcTemplate(database);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        this.process = KeysForTests.process(file, database, clock, tables);
        this.other = KeysForTests.process(file, database, clock, tables);
        this.count = count;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var thousands = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
        var benchmark = new RotationBenchmark(thousands * PART);
        benchmark.fill();
        benchmark.rotate();
        benchmark.retire();
        benchmark.closeEpoch();
        System.exit(0);
    }

    private void rotate() throws InterruptedException {
        var keys = process.keys().ofTenant(TENANT);
        var others = IntStream.range(0, count)
                .mapToObj(i -> new Object[] {keys.seal(token(i), place(i)), connection(i)})
                .toList();
        whileTokensAreOpened(
                "as many tokens written in pages by JDBC, without opening and sealing", () -> write(others));
        whileTokensAreOpened("tokens rotated", () -> process.upkeep().rotate(TENANT, clock.instant(), NOBODY));
    }

    private void whileTokensAreOpened(String what, Runnable work) throws InterruptedException {
        var stop = new AtomicBoolean();
        var opened = new AtomicLong();
        var reader = new Thread(() -> read(stop, opened), "reader");
        reader.start();
        var start = System.nanoTime();
        work.run();
        print(start, "%d %s; %d were opened meanwhile", count, what, opened.get());
        stop.set(true);
        reader.join();
    }

    private void write(List<Object[]> rows) {
        for (var from = 0; from < count; from += PART) {
            var page = rows.subList(from, from + PART);
            transaction.executeWithoutResult(
                    status -> jdbc.batchUpdate("UPDATE access_token SET sealed = ? WHERE connection_id = ?", page));
        }
    }

    private void retire() {
        var start = System.nanoTime();
        var keys = process.upkeep().state(TENANT).keys();
        print(start, "values per key, counted in SQL: %s", keys.values());
        clock.advance(KeysProperties.FORGOTTEN_AFTER);
        start = System.nanoTime();
        print(start, "old key retired: %s", process.upkeep().rotate(TENANT, Instant.EPOCH, NOBODY));
    }

    private void closeEpoch() {
        var start = System.nanoTime();
        var keys = process.keys().ofTenant(TENANT);
        for (var from = 0; from < count; from += PART) {
            keys.ofIndividuals(
                    "c0",
                    IntStream.range(from, from + PART).mapToObj(i -> "i" + i).toList());
        }
        print(start, "%d keys of individuals made", count);
        start = System.nanoTime();
        var destroyed = process.upkeep().closeEpoch(TENANT, clock.instant(), NOBODY);
        print(start, "epoch of %d individuals closed, %d epoch key destroyed", count, destroyed);
    }

    private void fill() {
        jdbc.update(
                "INSERT INTO tenant (tenant_id, name, name_key, created_at) VALUES (?, 'Acme', X'61', '2026-01-01 00:00:00')",
                TENANT.toString());
        var keys = process.keys().ofTenant(TENANT);
        for (var from = 0; from < count; from += PART) {
            var connections = new ArrayList<Object[]>();
            var tokens = new ArrayList<Object[]>();
            for (var i = from; i < from + PART; i++) {
                connections.add(new Object[] {connection(i), TENANT.toString()});
                tokens.add(new Object[] {connection(i), TENANT.toString(), keys.seal(token(i), place(i))});
            }
            jdbc.batchUpdate("""
                    INSERT INTO connection (connection_id, tenant_id, kind, state, state_since, products, created_at)
                    VALUES (?, ?, 'automated', 'ACTIVE', '2026-01-01 00:00:00', '', '2026-01-01 00:00:00')
                    """, connections);
            jdbc.batchUpdate(
                    "INSERT INTO access_token (connection_id, tenant_id, sealed, sealed_at) VALUES (?, ?, ?, '2026-01-01 00:00:00')",
                    tokens);
        }
    }

    private void read(AtomicBoolean stop, AtomicLong opened) {
        var keys = other.keys().ofTenant(TENANT);
        var next = 0;
        while (!stop.get()) {
            next = (next + 7_919) % count;
            var sealed = jdbc.queryForObject(
                    "SELECT sealed FROM access_token WHERE connection_id = ?", byte[].class, connection(next));
            keys.open(Objects.requireNonNull(sealed), place(next));
            opened.incrementAndGet();
        }
    }

    /** Random, as Finch's are. */
    private static String connection(int number) {
        return UUID.nameUUIDFromBytes(new byte[] {(byte) (number >> 16), (byte) (number >> 8), (byte) number})
                .toString();
    }

    private static byte[] token(int number) {
        return new UUID(7, number).toString().getBytes(US_ASCII);
    }

    private static Place place(int number) {
        return Place.of("access_token", connection(number));
    }

    private static void print(long start, String text, Object... values) {
        System.out.printf(
                Locale.ROOT,
                "%6.2f s  %s%n",
                (System.nanoTime() - start) / 1e9,
                String.format(Locale.ROOT, text, values));
    }
}
