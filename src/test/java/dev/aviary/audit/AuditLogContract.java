package dev.aviary.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** What appending promises on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AuditLogContract {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-02-28T23:30:00.123456Z"), ZoneOffset.UTC);
    private static final int THREADS = 8;
    private static final int EACH = 40;

    @TempDir
    static Path directory;

    private DataSource database;
    private JdbcClient jdbc;
    private TransactionTemplate transaction;
    private AuditLog log;

    abstract TestDatabase database();

    @BeforeAll
    void open() {
        database = database().dataSource();
        jdbc = JdbcClient.create(database);
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        log = AuditForTests.in(directory.resolve("kek.json"), database, CLOCK);
    }

    @AfterAll
    void close() throws Exception {
        ((AutoCloseable) database).close();
    }

    @BeforeEach
    void empty() {
        jdbc.sql("DELETE FROM audit_event").update();
        jdbc.sql("UPDATE audit_lane SET position = 0, hash = :none")
                .param("none", Hashes.none())
                .update();
    }

    @Test
    void writesWhatWasDoneByWhom() {
        var tenant = new UUID(1, 1);
        var event = AuditEvent.of(AuditAct.TOKEN_SEALED)
                .tenant(tenant)
                .connection("c1")
                .run(7)
                .subject(new byte[16])
                .figure(AuditField.COUNT, 3)
                .build();
        Acting.as(Actor.run("nightly-sync", 7), () -> log.append(event));

        var row = jdbc.sql("SELECT * FROM audit_event").query().singleRow();
        assertThat(row)
                .containsEntry("act", "TOKEN_SEALED")
                .containsEntry("actor", "run")
                .containsEntry("actor_id", "nightly-sync#7")
                .containsEntry("tenant_id", tenant.toString())
                .containsEntry("connection_id", "c1")
                .containsEntry("run_id", 7L)
                .containsEntry("figures", "{\"count\":3}");
    }

    @Test
    void leavesNeitherEventNorGapWhenTheActIsRolledBack() {
        append();
        transaction.executeWithoutResult(status -> {
            append();
            append();
            status.setRollbackOnly();
        });
        append();

        assertThat(positions(0)).containsExactly(1L, 2L);
        requireChains();
    }

    @Test
    void keepsSeveralEventsOfOneTransactionInOneLane() {
        transaction.executeWithoutResult(status -> {
            append();
            append();
            append();
        });

        assertThat(positions(0)).containsExactly(1L, 2L, 3L);
        requireChains();
    }

    @Test
    void takesAnotherLaneForATransactionInsideATransaction() {
        var inner = new TransactionTemplate(new JdbcTransactionManager(database));
        inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        transaction.executeWithoutResult(status -> {
            append();
            inner.executeWithoutResult(nested -> append());
            append();
        });

        assertThat(positions(0)).containsExactly(1L, 2L);
        assertThat(positions(1)).containsExactly(1L);
        requireChains();
    }

    @Test
    void chainsWithoutGapOrForkWhenManyAppendAtOnce() throws Exception {
        var threads = Executors.newFixedThreadPool(THREADS);
        for (int thread = 0; thread < THREADS; thread++) {
            threads.submit(() -> {
                for (int i = 0; i < EACH; i++) {
                    transaction.executeWithoutResult(status -> {
                        append();
                        append();
                    });
                }
            });
        }
        threads.shutdown();

        assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        assertThat(jdbc.sql("SELECT COUNT(*) FROM audit_event")
                        .query(Integer.class)
                        .single())
                .isEqualTo(THREADS * EACH * 2);
        requireChains();
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    TransactionTemplate transaction() {
        return transaction;
    }

    static void inAnotherThread(Runnable work) {
        CompletableFuture.runAsync(work).join();
    }

    void append() {
        log.append(AuditEvent.of(AuditAct.RUN_STARTED).build());
    }

    List<Long> positions(int lane) {
        return jdbc.sql("SELECT position FROM audit_event WHERE lane = :lane ORDER BY position")
                .param("lane", lane)
                .query(Long.class)
                .list();
    }

    void requireChains() {
        var ends = new HashMap<Integer, byte[]>();
        jdbc.sql("SELECT lane, position, previous, hash FROM audit_event ORDER BY lane, position")
                .query(row -> {
                    var before = ends.getOrDefault(row.getInt("lane"), Hashes.none());
                    assertThat(row.getBytes("previous")).isEqualTo(before);
                    ends.put(row.getInt("lane"), row.getBytes("hash"));
                });
        new Lanes(jdbc).all().forEach(head -> assertThat(head.hash())
                .isEqualTo(ends.getOrDefault(head.lane(), Hashes.none())));
    }
}
