package dev.aviary.audit;

import dev.aviary.keys.VouchingKey;
import dev.aviary.testing.TestDatabase;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the audit log costs: an append alone, transactions with and without one on one and on eight threads,
 * whether they wait for each other, and the verification of many events in the
 * database and in an export. Arguments: {@code h2} or {@code mariadb}, number of events to verify (1,000,000), number of transactions per measurement (4,000).
 */
public final class AuditBenchmark {

    private static final int THREADS = 8;
    private static final Duration HELD = Duration.ofMillis(20);
    private static final Instant START = Instant.parse("2026-03-02T06:00:00Z");

    private final DataSource database;
    private final Path home;
    private final AuditForTests audit;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final int transactions;

    private AuditBenchmark(DataSource database, Path home, int transactions) {
        this.database = database;
        this.home = home;
        this.audit = AuditForTests.home(home, database, Clock.systemUTC());
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        this.jdbc = JdbcClient.create(database);
        this.transactions = transactions;
    }

    public static void main(String[] args) throws Exception {
        var mariadb = args.length == 0 || args[0].equals("mariadb");
        var events = args.length > 1 ? Integer.parseInt(args[1]) : 1_000_000;
        var transactions = args.length > 2 ? Integer.parseInt(args[2]) : 4_000;
        var home = Files.createTempDirectory("audit-benchmark");
        var database = (mariadb ? TestDatabase.mariadb() : TestDatabase.h2()).dataSource();
        System.out.println((mariadb ? "MariaDB" : "H2") + ", Java " + Runtime.version());
        var benchmark = new AuditBenchmark(database, home, transactions);
        benchmark.measureAppending();
        benchmark.measureHolding();
        benchmark.measureVerifying(events);
        System.exit(0);
    }

    private void measureAppending() throws Exception {
        jdbc.sql("CREATE TABLE act (act_id BIGINT NOT NULL PRIMARY KEY, content VARCHAR(200) NOT NULL)")
                .update();
        for (int round = 0; round < 3; round++) {
            System.out.printf(
                    "one thread: append alone %.0f us; transaction of one row %.0f us, with its event %.0f us%n",
                    micros(1, number -> append()),
                    micros(1, this::act),
                    micros(
                            1,
                            number -> transaction.executeWithoutResult(status -> {
                                act(number);
                                append();
                            })));
            System.out.printf(
                    "%d threads: transactions/s %.0f without, %.0f with an event each%n",
                    THREADS,
                    1e6 / micros(THREADS, this::act),
                    1e6
                            / micros(
                                    THREADS,
                                    number -> transaction.executeWithoutResult(status -> {
                                        act(number);
                                        append();
                                    })));
        }
    }

    /** One after another, as many threads would do no more of them than one. */
    private void measureHolding() throws Exception {
        var alone = micros(1, this::hold);
        System.out.printf(
                "transactions that hold their lane for %d ms: %.0f/s on one thread, %.1f times as many on %d%n",
                HELD.toMillis(), 1e6 / alone, alone / micros(THREADS, this::hold), THREADS);
    }

    private void hold(long number) {
        transaction.executeWithoutResult(status -> {
            append();
            LockSupport.parkNanos(HELD.toNanos());
        });
    }

    private interface Act {
        void of(long number);
    }

    private void act(long number) {
        transaction.executeWithoutResult(status -> jdbc.sql("INSERT INTO act (act_id, content) VALUES (:id, :content)")
                .param("id", number)
                .param("content", "x".repeat(200))
                .update());
    }

    private void append() {
        audit.log()
                .append(AuditEvent.of(AuditAct.TOKEN_SEALED)
                        .tenant(new UUID(1, 1))
                        .connection("07ff65db-3c55-4d1e-9a77-6f2d1f0c9b10")
                        .run(7)
                        .figure(AuditField.COUNT, 3)
                        .build());
    }

    /** Wall time per act over all threads, in microseconds. */
    private double micros(int threads, Act act) throws Exception {
        jdbc.sql("DELETE FROM act").update();
        var pool = Executors.newFixedThreadPool(threads);
        var each = transactions / threads;
        var work = new ArrayList<Callable<Integer>>();
        for (int thread = 0; thread < threads; thread++) {
            long first = (long) thread * each;
            work.add(() -> {
                for (long number = first; number < first + each; number++) {
                    act.of(number);
                }
                return each;
            });
        }
        var begun = System.nanoTime();
        for (Future<Integer> done : pool.invokeAll(work)) {
            done.get();
        }
        var took = System.nanoTime() - begun;
        pool.shutdown();
        return took / 1e3 / (each * threads);
    }

    private void measureVerifying(int events) throws Exception {
        fill(events);
        System.out.printf(
                "checkpoint over all of it: %.2f s%n",
                seconds(() -> audit.office().checkpoint()));
        for (int round = 0; round < 3; round++) {
            System.out.printf(
                    "database: %.2f s%n", seconds(() -> fine(audit.office().verify(null))));
        }
        var file = home.resolve("export.jsonl");
        System.out.printf("export: %.2f s%n", seconds(() -> audit.office().export(file)));
        System.out.printf("export: %d MB%n", Files.size(file) / 1_000_000);
        for (int round = 0; round < 3; round++) {
            System.out.printf(
                    "export verified: %.2f s%n",
                    seconds(() ->
                            fine(AuditExport.verify(file, home.resolve("audit"), null, VerificationProgress.NONE))));
        }
    }

    private static Verification fine(Verification found) {
        if (!found.isFine()) {
            throw new IllegalStateException(found.faults().get(0));
        }
        System.out.print(found.events() + " events in ");
        return found;
    }

    private static double seconds(Callable<?> work) throws Exception {
        var processor = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        var begun = System.nanoTime();
        var busy = processor.getProcessCpuTime();
        work.call();
        System.out.printf("(processor time of this process %.2f s) ", (processor.getProcessCpuTime() - busy) / 1e9);
        return (System.nanoTime() - begun) / 1e9;
    }

    /** Many rows at once: appending a million one by one would take longer than what is to be measured. */
    private void fill(int events) throws SQLException {
        jdbc.sql("DELETE FROM audit_event").update();
        jdbc.sql("UPDATE audit_lane SET position = 0, hash = :none")
                .param("none", Hashes.none())
                .update();
        var key = audit.keys().vouching(JdbcAuditLog.KEY);
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            fill(lane, events / Lanes.COUNT, key);
        }
    }

    private void fill(int lane, int events, VouchingKey key) throws SQLException {
        var hashes = new Hashes();
        var previous = Hashes.none();
        try (var connection = database.getConnection();
                var insert = insert(connection)) {
            connection.setAutoCommit(false);
            for (long position = 1; position <= events; position++) {
                var event = new Written(
                        lane,
                        position,
                        START.plusMillis(position),
                        "TOKEN_SEALED",
                        "run",
                        "nightly-sync#7",
                        new UUID(lane, position % 100).toString(),
                        "07ff65db-3c55-4d1e-9a77-6f2d1f0c9b10",
                        7L,
                        new byte[16],
                        null,
                        "{\"count\":3}",
                        previous);
                previous = hashes.event(event.canonical());
                add(insert, event, previous, key.vouch(previous));
                if (position % 5_000 == 0) {
                    insert.executeBatch();
                    connection.commit();
                }
            }
            insert.executeBatch();
            connection.commit();
        }
        new Lanes(jdbc).move(new Lanes.Head(lane, events, previous));
    }

    private static PreparedStatement insert(Connection connection) throws SQLException {
        return connection.prepareStatement(
                "INSERT INTO audit_event (lane, position, happened_at, act, actor, actor_id, "
                        + "tenant_id, connection_id, run_id, subject, object_id, figures, previous, hash, mac) VALUES ("
                        + String.join(", ", java.util.Collections.nCopies(15, "?")) + ")");
    }

    private static void add(PreparedStatement insert, Written e, byte[] hash, byte[] mac) throws SQLException {
        var values = Arrays.asList(
                e.lane(),
                e.position(),
                LocalDateTime.ofInstant(e.at(), ZoneOffset.UTC),
                e.act(),
                e.actor(),
                e.actorId(),
                e.tenant(),
                e.connection(),
                e.run(),
                e.subject(),
                e.object(),
                e.figures(),
                e.previous(),
                hash,
                mac);
        for (int i = 0; i < values.size(); i++) {
            insert.setObject(i + 1, values.get(i));
        }
        insert.addBatch();
    }
}
