package dev.aviary.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aviary.audit.AuditForTests;
import dev.aviary.keys.KeysForTests;
import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.TenancyForTests;
import dev.aviary.tenancy.TenantId;
import dev.aviary.testing.MovableClock;
import dev.aviary.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Every opening is counted, what nobody expects is told, and a frozen tenant's tokens stay shut. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class UseContract {

    private static final Canary TOKEN = new Canary("0b8a1f6e-3c55-4d1e-9a77-6f2d1f0c9b10");
    private static final String OUTSIDE = "aviary.vault.openings.outside.run";
    private static final String UNUSUAL = "aviary.vault.openings.unusual";

    @TempDir
    static Path directory;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-02-28T23:30:00Z"));
    private final ConnectionId c1 = new ConnectionId("c1");
    private final ConnectionId c2 = new ConnectionId("c2");
    private DataSource database;
    private JdbcClient jdbc;
    private TenancyForTests tenancy;
    private dev.aviary.keys.Keys keys;
    private dev.aviary.audit.AuditLog audit;
    private SimpleMeterRegistry meters;
    private CountedUses uses;
    private TokenVault vault;
    private TenantFreezes freezes;
    private TenantId acme;
    private Instant began;

    abstract TestDatabase database();

    @BeforeAll
    void open() {
        database = database().dataSource();
        jdbc = JdbcClient.create(database);
        tenancy = TenancyForTests.in(database, clock);
        tenancy.connection("Acme", "c1");
        tenancy.connection("Birch", "c2");
        acme = tenancy.tenants().named("Acme").id();
        audit = AuditForTests.in(directory.resolve("keys").resolve("kek.json"), database, clock);
        keys = KeysForTests.open(directory.resolve("keys").resolve("kek.json"), database, clock);
    }

    @AfterAll
    void close() throws Exception {
        ((AutoCloseable) database).close();
    }

    @BeforeEach
    void begin() {
        jdbc.sql("DELETE FROM token_use").update();
        jdbc.sql("DELETE FROM tenant_freeze").update();
        jdbc.sql("DELETE FROM access_token").update();
        meters = new SimpleMeterRegistry();
        uses = VaultForTests.uses(database, audit, clock, meters);
        vault = VaultForTests.in(database, keys, tenancy.connections(), uses, audit, clock);
        freezes = VaultForTests.freezes(database, tenancy.tenants(), audit, clock);
        began = clock.instant();
        put(c1);
        put(c2);
    }

    @Test
    void leavesADatabaseThatMayBeGoneAloneIfNothingWasCounted() {
        var asked = new AtomicInteger();
        var counting = new DelegatingDataSource(database) {
            @Override
            public Connection getConnection() throws SQLException {
                asked.incrementAndGet();
                return super.getConnection();
            }
        };

        VaultForTests.uses(counting, audit, clock, meters).close();

        assertThat(asked).hasValue(0);
    }

    @Test
    void countsEveryOpeningPerPurposeAndRun() {
        open(c1, Occasion.inRun(Purpose.SYNC_READ, 7), 3);
        open(c1, Occasion.inRun(Purpose.SYNC_READ, 8), 2);
        open(c1, Occasion.inRun(Purpose.INTROSPECT, 8), 1);
        open(c1, Occasion.byCommand(Purpose.CHECK_UP), 1);
        open(c2, Occasion.inRun(Purpose.SYNC_READ, 8), 5);
        uses.settle();
        open(c1, Occasion.inRun(Purpose.SYNC_READ, 8), 4);
        uses.settle();
        uses.settle();

        assertThat(uses.of(c1))
                .extracting(TokenUse::occasion, TokenUse::openings)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(Occasion.inRun(Purpose.SYNC_READ, 7), 3L),
                        org.assertj.core.groups.Tuple.tuple(Occasion.inRun(Purpose.SYNC_READ, 8), 6L),
                        org.assertj.core.groups.Tuple.tuple(Occasion.inRun(Purpose.INTROSPECT, 8), 1L),
                        org.assertj.core.groups.Tuple.tuple(Occasion.byCommand(Purpose.CHECK_UP), 1L));
        assertThat(uses.of(c2)).singleElement().extracting(TokenUse::openings).isEqualTo(5L);
    }

    @Test
    void countsWhatIsOpenedToTakeATokenInToPutItBackAndToForgetIt() {
        put(c1);
        try (var token = TOKEN.token()) {
            vault.holds(c1, token);
            vault.put(acme, c1, AccessToken.of("another".toCharArray()));
        }
        vault.restore(acme, c1, Occasion.inRun(Purpose.RESTORE, 7));
        vault.restore(acme, c1, Occasion.inRun(Purpose.RESTORE, 8));
        vault.destroy(c1, Occasion.byCommand(Purpose.DISCONNECT));
        put(c1);
        uses.settle();

        assertThat(uses.of(c1))
                .extracting(TokenUse::occasion, TokenUse::openings)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(Occasion.byCommand(Purpose.INTAKE), 3L),
                        org.assertj.core.groups.Tuple.tuple(Occasion.inRun(Purpose.RESTORE, 7), 2L),
                        org.assertj.core.groups.Tuple.tuple(Occasion.byCommand(Purpose.DISCONNECT), 1L));
    }

    @Test
    void writesWhatWasOpenedForTakingInInTime() {
        clock.advance(CountedUses.WRITE_EVERY);
        put(c1);

        assertThat(uses.of(c1)).singleElement().extracting(TokenUse::openings).isEqualTo(1L);
    }

    @Test
    void countsAnOpeningWhoseUseFailed() {
        assertThatThrownBy(() -> vault.lend(acme, c1, Occasion.inRun(Purpose.SYNC_READ, 7), token -> {
                    throw new UnsupportedOperationException();
                }))
                .isInstanceOf(UnsupportedOperationException.class);
        uses.settle();

        assertThat(uses.of(c1)).singleElement().extracting(TokenUse::openings).isEqualTo(1L);
    }

    @Test
    void writesNothingForOneOpeningButDoesSoInTime() {
        open(c1, Occasion.inRun(Purpose.SYNC_READ, 7), CountedUses.WRITE_AFTER - 1);
        assertThat(uses.of(c1)).isEmpty();

        open(c1, Occasion.inRun(Purpose.SYNC_READ, 7), 1);
        assertThat(uses.of(c1)).singleElement().extracting(TokenUse::openings).isEqualTo(256L);

        clock.advance(CountedUses.WRITE_EVERY);
        open(c1, Occasion.inRun(Purpose.SYNC_READ, 7), 1);
        assertThat(uses.of(c1)).singleElement().extracting(TokenUse::openings).isEqualTo(257L);
    }

    @Test
    void losesNoOpeningOfManyThreads() throws Exception {
        var threads = Executors.newFixedThreadPool(4);
        Callable<Void> work = () -> {
            open(c1, Occasion.inRun(Purpose.SYNC_READ, 7), 700);
            return null;
        };
        try {
            for (var done : threads.invokeAll(java.util.Collections.nCopies(4, work))) {
                done.get();
            }
        } finally {
            threads.shutdown();
        }
        uses.settle();

        assertThat(uses.of(c1)).singleElement().extracting(TokenUse::openings).isEqualTo(2_800L);
    }

    @Test
    void keepsTheCountOfACallerWhoRollsBack() {
        new TransactionTemplate(new JdbcTransactionManager(database)).executeWithoutResult(status -> {
            open(c1, Occasion.inRun(Purpose.SYNC_READ, 7), CountedUses.WRITE_AFTER);
            status.setRollbackOnly();
        });

        assertThat(uses.of(c1)).singleElement().extracting(TokenUse::openings).isEqualTo(256L);
    }

    @Test
    void keepsCountsInMemoryWhileTheyCannotBeWritten() {
        jdbc.sql("ALTER TABLE token_use RENAME TO token_use_away").update();
        try {
            open(c1, Occasion.inRun(Purpose.SYNC_READ, 7), CountedUses.WRITE_AFTER);
            uses.settle();
        } finally {
            jdbc.sql("ALTER TABLE token_use_away RENAME TO token_use").update();
        }
        uses.settle();

        assertThat(uses.of(c1)).singleElement().extracting(TokenUse::openings).isEqualTo(256L);
    }

    @Test
    void tellsOfEveryOpeningOutsideARunBeforeTheTokenIsLent() {
        vault.lend(acme, c1, Occasion.outside(Purpose.SYNC_READ), token -> {
            assertThat(meters.counter(OUTSIDE).count()).isEqualTo(1);
            return 0;
        });
        open(c1, Occasion.outside(Purpose.SYNC_READ), 1);
        open(c1, Occasion.byCommand(Purpose.SYNC_READ), 1);
        open(c1, Occasion.inRun(Purpose.SYNC_READ, 7), 1);

        assertThat(meters.counter(OUTSIDE).count()).isEqualTo(2);
    }

    @Test
    void tellsOnceOfARunThatOpensATokenFarMoreOftenThanUsual() {
        nights(3, 6);
        open(c1, Occasion.inRun(Purpose.SYNC_READ, 10), 60);
        uses.settle();
        assertThat(meters.counter(UNUSUAL).count()).isZero();

        open(c1, Occasion.inRun(Purpose.SYNC_READ, 10), 1);
        uses.settle();
        open(c1, Occasion.inRun(Purpose.SYNC_READ, 10), 1);
        uses.settle();

        assertThat(meters.counter(UNUSUAL).count()).isEqualTo(1);
        assertThat(uses.of(c1))
                .filteredOn(use -> use.unusualSince() != null)
                .singleElement()
                .extracting(use -> use.occasion().run())
                .isEqualTo(10L);
    }

    @Test
    void findsNothingUnusualBeforeItKnowsWhatIsUsualNorBelowTheFloor() {
        nights(2, 1);
        open(c1, Occasion.inRun(Purpose.SYNC_READ, 9), 500);
        uses.settle();
        nights(3, 1);
        open(c1, Occasion.inRun(Purpose.SYNC_READ, 11), 50);
        uses.settle();

        assertThat(meters.counter(UNUSUAL).count()).isZero();
    }

    @Test
    void tellsOfTheFirstOpeningAboveTheFloorWhenSoManyAreNotUsual() {
        nights(3, 1);
        open(c1, Occasion.inRun(Purpose.SYNC_READ, 10), 50);
        uses.settle();
        assertThat(meters.counter(UNUSUAL).count()).isZero();

        open(c1, Occasion.inRun(Purpose.SYNC_READ, 10), 1);
        uses.settle();
        assertThat(meters.counter(UNUSUAL).count()).isEqualTo(1);
    }

    @Test
    void forgetsCountsWhenTheirTimeIsOver() {
        open(c1, Occasion.inRun(Purpose.SYNC_READ, 7), 1);
        uses.settle();
        clock.advance(Duration.ofDays(401));
        open(c1, Occasion.inRun(Purpose.SYNC_READ, 8), 1);
        uses.settle();

        assertThat(uses.of(c1))
                .singleElement()
                .extracting(use -> use.occasion().run())
                .isEqualTo(8L);
    }

    @Test
    void opensNoTokenOfAFrozenTenantInAnyProcess() {
        var otherProcess = VaultForTests.in(database, keys, tenancy.connections(), clock);
        otherProcess.lend(acme, c1, Occasion.byCommand(Purpose.CHECK_UP), token -> 0);

        assertThat(freezes.freeze(acme)).isTrue();
        assertThat(freezes.freeze(acme)).isFalse();

        for (var process : new TokenVault[] {vault, otherProcess}) {
            for (var purpose : Purpose.values()) {
                assertThatThrownBy(() -> process.lend(acme, c1, Occasion.byCommand(purpose), token -> 0))
                        .isInstanceOf(FrozenException.class)
                        .hasMessageContaining(acme.toString());
            }
        }
        assertThat(freezes.since(acme)).isPresent();
        open(c2, Occasion.inRun(Purpose.SYNC_READ, 7), 1);

        assertThat(freezes.thaw(acme)).isTrue();
        assertThat(freezes.thaw(acme)).isFalse();
        open(c1, Occasion.inRun(Purpose.SYNC_READ, 7), 1);
    }

    @Test
    void replacesNoTokenOfAFrozenTenant() {
        freezes.freeze(acme);

        assertThatThrownBy(() -> put(c1)).isInstanceOf(FrozenException.class);
    }

    @Test
    void freezesWithinTheCallersTransaction() {
        new TransactionTemplate(new JdbcTransactionManager(database)).executeWithoutResult(status -> {
            freezes.freeze(acme);
            status.setRollbackOnly();
        });

        assertThat(freezes.since(acme)).isEmpty();
    }

    @Test
    void writesEveryActIntoTheAuditLogOnce() {
        freezes.freeze(acme);
        freezes.freeze(acme);
        freezes.thaw(acme);
        freezes.thaw(acme);
        open(c1, Occasion.outside(Purpose.CHECK_UP), 1);
        put(c1);
        nights(3, 1);
        vault.put(acme, c1, AccessToken.of("another".toCharArray()));
        vault.restore(acme, c1, Occasion.byCommand(Purpose.RESTORE));
        open(c1, Occasion.inRun(Purpose.SYNC_READ, 10), 61);
        uses.settle();
        vault.put(acme, c1, AccessToken.of("another".toCharArray()));
        vault.confirm(c1);
        vault.confirm(c1);
        vault.destroy(c1, Occasion.byCommand(Purpose.DISCONNECT));
        vault.destroy(c1, Occasion.byCommand(Purpose.DISCONNECT));

        assertThat(acts("act"))
                .containsExactly(
                        "TOKEN_SEALED",
                        "TENANT_FROZEN",
                        "TENANT_THAWED",
                        "TOKEN_OPENED_OUTSIDE_RUN",
                        "TOKEN_REPLACED",
                        "TOKEN_REPLACED",
                        "TOKEN_OPENINGS_UNUSUAL",
                        "TOKEN_REPLACED",
                        "RETIRED_TOKEN_DESTROYED",
                        "TOKEN_DESTROYED");
        assertThat(acts("figures")).contains("{\"count\":61,\"limit\":50}");
        assertThat(acts("run_id")).contains("10");
    }

    @Test
    void writesNoActThatWasRolledBackButTheOpeningThatHappened() {
        new TransactionTemplate(new JdbcTransactionManager(database)).executeWithoutResult(status -> {
            vault.put(acme, c1, AccessToken.of("another".toCharArray()));
            vault.lend(owner(c2), c2, Occasion.outside(Purpose.CHECK_UP), token -> 0);
            status.setRollbackOnly();
        });

        assertThat(acts("act")).containsExactly("TOKEN_SEALED");
        assertThat(jdbc.sql("SELECT act FROM audit_event WHERE connection_id = 'c2' ORDER BY happened_at DESC")
                        .query(String.class)
                        .list())
                .contains("TOKEN_OPENED_OUTSIDE_RUN");
    }

    @Test
    void keepsARetiredTokenWhoseEndCannotBeToldOf() {
        vault.put(acme, c1, AccessToken.of("another".toCharArray()));
        var unheard = VaultForTests.in(
                database,
                keys,
                tenancy.connections(),
                uses,
                event -> {
                    throw new IllegalStateException("no audit");
                },
                clock);

        assertThatIllegalStateException().isThrownBy(() -> unheard.confirm(c1)).withMessage("no audit");

        assertThat(vault.restore(acme, c1, Occasion.byCommand(Purpose.RESTORE))).isTrue();
        open(c1, Occasion.inRun(Purpose.SYNC_READ, 7), 1);
    }

    @Test
    void opensNothingThatCannotBeToldOf() {
        var mute = VaultForTests.uses(
                database,
                event -> {
                    throw new IllegalStateException("no audit");
                },
                clock,
                meters);
        var unheard = VaultForTests.in(database, keys, tenancy.connections(), mute, audit, clock);

        assertThatIllegalStateException()
                .isThrownBy(() -> unheard.lend(acme, c1, Occasion.outside(Purpose.CHECK_UP), token -> {
                    throw new AssertionError("opened");
                }))
                .withMessage("no audit");
    }

    @Test
    void refusesToFreezeATenantNobodyKnows() {
        assertThatIllegalStateException()
                .isThrownBy(() -> freezes.freeze(TenantId.parse("00000000-0000-4000-8000-000000000001")));
    }

    @Test
    void refusesAnOccasionThatContradictsItself() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Occasion(Purpose.SYNC_READ, Occasion.Within.COMMAND, 7));
        assertThatIllegalArgumentException().isThrownBy(() -> Occasion.inRun(Purpose.SYNC_READ, 0));
    }

    /** Of Acme since this test began. */
    private java.util.List<String> acts(String column) {
        return jdbc.sql("SELECT " + column + " FROM audit_event WHERE tenant_id = :acme AND happened_at >= :began"
                        + " ORDER BY happened_at, lane, position")
                .param("acme", acme.toString())
                .param("began", StoredInstant.of(began))
                .query(String.class)
                .list();
    }

    private void nights(int nights, int openings) {
        IntStream.rangeClosed(1, nights).forEach(run -> open(c1, Occasion.inRun(Purpose.SYNC_READ, run), openings));
        uses.settle();
    }

    private void open(ConnectionId connection, Occasion occasion, int times) {
        for (var i = 0; i < times; i++) {
            assertThat(vault.<String>lend(owner(connection), connection, occasion, AccessToken::revealForHeader))
                    .isEqualTo(TOKEN.secret());
        }
    }

    private void put(ConnectionId connection) {
        try (var token = TOKEN.token()) {
            var owner = tenancy.connections().find(connection).orElseThrow().tenant();
            vault.put(owner, connection, token);
        }
    }

    private TenantId owner(ConnectionId connection) {
        return TenantId.parse(jdbc.sql("SELECT tenant_id FROM connection WHERE connection_id = ?")
                .param(connection.value())
                .query(String.class)
                .single());
    }
}
