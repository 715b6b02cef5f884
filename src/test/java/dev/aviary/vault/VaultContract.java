package dev.aviary.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.aviary.keys.KeysForTests;
import dev.aviary.keys.SealBrokenException;
import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.ForeignConnectionException;
import dev.aviary.tenancy.TenancyForTests;
import dev.aviary.tenancy.TenantId;
import dev.aviary.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the vault promises on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class VaultContract {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-02-28T23:30:00Z"), ZoneOffset.UTC);
    private static final Canary FIRST = new Canary("0b8a1f6e-3c55-4d1e-9a77-6f2d1f0c9b10");
    private static final Canary SECOND = new Canary("5e0cb1f2-7a55-4f1e-8b77-1f2d1f0c9b11");

    private static final Canary THIRD = new Canary("9c0cb1f2-7a55-4f1e-8b77-1f2d1f0c9b12");
    private static final Occasion OCCASION = Occasion.byCommand(Purpose.CHECK_UP);

    @TempDir
    static Path directory;

    private DataSource database;
    private JdbcClient jdbc;
    private TokenVault vault;
    private TenantId acme;
    private TenantId birch;
    private final ConnectionId c1 = new ConnectionId("c1");
    private final ConnectionId c2 = new ConnectionId("c2");
    private final ConnectionId b1 = new ConnectionId("b1");

    abstract TestDatabase database();

    @BeforeAll
    void open() {
        database = database().dataSource();
        jdbc = JdbcClient.create(database);
        var tenancy = TenancyForTests.in(database, CLOCK);
        acme = tenancy.tenants().named("Acme").id();
        birch = tenancy.tenants().named("Birch").id();
        List.of("c1", "c2").forEach(id -> tenancy.connection("Acme", id));
        tenancy.connection("Birch", "b1");
        var keys = KeysForTests.open(directory.resolve("keys").resolve("kek.json"), database, CLOCK);
        vault = VaultForTests.in(database, keys, tenancy.connections(), CLOCK);
    }

    @AfterAll
    void close() throws Exception {
        ((AutoCloseable) database).close();
    }

    @BeforeEach
    void empty() {
        jdbc.sql("DELETE FROM access_token").update();
    }

    @Test
    void lendsTheTokenItWasGiven() {
        assertThat(put(acme, c1, FIRST)).isTrue();

        assertThat(lent(c1)).isEqualTo(FIRST.secret());
        assertThat(vault.holds(c1)).isTrue();
    }

    @Test
    void changesNothingForATokenItHolds() {
        put(acme, c1, FIRST);
        var before = sealed("c1");

        assertThat(put(acme, c1, FIRST)).isFalse();
        assertThat(sealed("c1")).isEqualTo(before);
    }

    @Test
    void replacesAnotherToken() {
        put(acme, c1, FIRST);

        assertThat(put(acme, c1, SECOND)).isTrue();
        assertThat(lent(c1)).isEqualTo(SECOND.secret());
    }

    @Test
    void keepsWhatWasReplacedUntilTheNewOneIsConfirmed() {
        put(acme, c1, FIRST);
        put(acme, c1, SECOND);
        put(acme, c1, THIRD);

        assertThat(vault.restore(acme, c1, Occasion.byCommand(Purpose.RESTORE)))
                .as("the last that was known to work")
                .isTrue();
        assertThat(lent(c1)).isEqualTo(FIRST.secret());
        assertThat(vault.restore(acme, c1, Occasion.byCommand(Purpose.RESTORE))).isFalse();

        put(acme, c1, SECOND);
        vault.confirm(c1);
        assertThat(vault.restore(acme, c1, Occasion.byCommand(Purpose.RESTORE))).isFalse();
        assertThat(lent(c1)).isEqualTo(SECOND.secret());
        assertThat(rows("retired_token")).isZero();
    }

    @Test
    void destroysWhatWasReplacedWithTheToken() {
        put(acme, c1, FIRST);
        put(acme, c1, SECOND);
        vault.destroy(c1, Occasion.byCommand(Purpose.DISCONNECT));

        assertThat(rows("retired_token")).isZero();
        assertThat(vault.restore(acme, c1, Occasion.byCommand(Purpose.RESTORE))).isFalse();
    }

    @Test
    void refusesARetiredTokenInThePlaceOfALiveOneAndTheOtherWayRound() {
        put(acme, c1, FIRST);
        put(acme, c1, SECOND);
        jdbc.sql("UPDATE access_token SET sealed = (SELECT sealed FROM retired_token WHERE connection_id = 'c1')")
                .update();
        refusesToLend(c1);

        vault.destroy(c1, Occasion.byCommand(Purpose.DISCONNECT));
        put(acme, c1, FIRST);
        put(acme, c1, SECOND);
        jdbc.sql("UPDATE retired_token SET sealed = (SELECT sealed FROM access_token WHERE connection_id = 'c1')")
                .update();
        assertThatThrownBy(() -> vault.restore(acme, c1, Occasion.byCommand(Purpose.RESTORE)))
                .isInstanceOf(SealBrokenException.class);
        assertThat(lent(c1)).isEqualTo(SECOND.secret());
    }

    @Test
    void knowsWhetherItHoldsAToken() {
        put(acme, c1, FIRST);

        try (var same = FIRST.token();
                var other = SECOND.token()) {
            assertThat(vault.holds(c1, same)).isTrue();
            assertThat(vault.holds(c1, other)).isFalse();
            assertThat(vault.holds(c2, same)).isFalse();
        }
    }

    @Test
    void leavesTheCallersTokenOpen() {
        try (var token = FIRST.token()) {
            vault.put(acme, c1, token);

            assertThat(token.revealForHeader()).isEqualTo(FIRST.secret());
        }
    }

    @Test
    void closesTheTokenWhenTheScopeEnds() {
        put(acme, c1, FIRST);
        var kept = new AtomicReference<AccessToken>();
        vault.lend(acme, c1, OCCASION, token -> {
            kept.set(token);
            return 0;
        });

        assertThatIllegalStateException().isThrownBy(() -> kept.get().revealForHeader());
    }

    @Test
    void closesTheTokenWhenTheScopeFails() {
        put(acme, c1, FIRST);
        var kept = new AtomicReference<AccessToken>();

        assertThatThrownBy(() -> vault.lend(acme, c1, OCCASION, token -> {
                    kept.set(token);
                    throw new UnsupportedOperationException("use failed");
                }))
                .hasMessage("use failed");
        assertThatIllegalStateException().isThrownBy(() -> kept.get().revealForHeader());
    }

    @Test
    void destroysATokenForGood() {
        put(acme, c1, FIRST);
        put(acme, c2, SECOND);
        vault.destroy(c1, Occasion.byCommand(Purpose.DISCONNECT));
        vault.destroy(c1, Occasion.byCommand(Purpose.DISCONNECT));

        assertThat(vault.holds(c1)).isFalse();
        assertThatThrownBy(() -> lent(c1)).isInstanceOf(NoTokenException.class).hasMessageContaining("c1");
        assertThat(lent(c2)).isEqualTo(SECOND.secret());
    }

    @Test
    void lendsNoTokenToAnotherTenantThanItWasSealedFor() {
        put(acme, c1, FIRST);
        put(acme, c1, SECOND);

        assertThatThrownBy(() -> vault.lend(birch, c1, OCCASION, AccessToken::revealForHeader))
                .isInstanceOf(ForeignConnectionException.class);
        assertThatThrownBy(() -> vault.restore(birch, c1, Occasion.byCommand(Purpose.RESTORE)))
                .isInstanceOf(ForeignConnectionException.class);
        assertThat(lent(c1)).isEqualTo(SECOND.secret());
        assertThat(vault.restore(acme, c1, Occasion.byCommand(Purpose.RESTORE))).isTrue();
    }

    @Test
    void refusesAConnectionOfAnotherTenant() {
        assertThatThrownBy(() -> put(birch, c1, FIRST)).isInstanceOf(ForeignConnectionException.class);
        assertThat(vault.holds(c1)).isFalse();
    }

    @Test
    void refusesAConnectionNobodyKnows() {
        assertThatIllegalStateException()
                .isThrownBy(() -> put(acme, new ConnectionId("unknown"), FIRST))
                .withMessageContaining("unknown");
    }

    @Test
    void refusesATokenMovedToAnotherConnectionOfTheTenant() {
        put(acme, c1, FIRST);
        put(acme, c2, SECOND);
        jdbc.sql("UPDATE access_token SET sealed = :other WHERE connection_id = 'c2'")
                .param("other", sealed("c1"))
                .update();

        refusesToLend(c2);
    }

    @Test
    void refusesATokenMovedToAnotherTenant() {
        put(acme, c1, FIRST);
        put(birch, b1, SECOND);
        jdbc.sql("UPDATE access_token SET sealed = :other WHERE connection_id = 'b1'")
                .param("other", sealed("c1"))
                .update();
        jdbc.sql("UPDATE access_token SET tenant_id = :birch WHERE connection_id = 'c1'")
                .param("birch", birch.toString())
                .update();

        refusesToLend(b1);
        assertThatThrownBy(() -> vault.lend(birch, c1, OCCASION, AccessToken::revealForHeader))
                .isInstanceOf(SealBrokenException.class);
        assertThatThrownBy(() -> lent(c1)).isInstanceOf(ForeignConnectionException.class);
    }

    @Test
    void refusesAChangedTokenAndTakesANewOneInItsPlace() {
        put(acme, c1, FIRST);
        var changed = sealed("c1");
        changed[changed.length - 1] ^= 1;
        jdbc.sql("UPDATE access_token SET sealed = :changed")
                .param("changed", changed)
                .update();

        refusesToLend(c1);
        assertThat(put(acme, c1, FIRST)).isTrue();
        assertThat(lent(c1)).isEqualTo(FIRST.secret());
    }

    @Test
    void takesPartInTheCallersTransaction() {
        new TransactionTemplate(new JdbcTransactionManager(database)).executeWithoutResult(status -> {
            put(acme, c1, FIRST);
            status.setRollbackOnly();
        });

        assertThat(vault.holds(c1)).isFalse();
    }

    @Test
    void keepsTheTokenOutOfEveryTable() {
        put(acme, c1, FIRST);
        put(acme, c1, SECOND);
        put(birch, b1, FIRST);

        for (var dump : dumps()) {
            FIRST.assertNotIn("database", dump);
            SECOND.assertNotIn("database", dump);
        }
    }

    @Test
    void keepsTheTokenOutOfTheLogsOfTheDatabaseLayersAtTheirFinest() {
        var names = List.of("org.springframework", "org.mariadb", "h2database", "com.zaxxer.hikari", "dev.aviary");
        var events = new ListAppender<ILoggingEvent>();
        events.start();
        var loggers = names.stream()
                .map(name -> (Logger) LoggerFactory.getLogger(name))
                .toList();
        var levels = loggers.stream().map(Logger::getLevel).toList();
        loggers.forEach(logger -> listen(logger, events));
        try {
            put(acme, c1, FIRST);
            put(acme, c1, FIRST);
            lent(c1);
        } finally {
            for (var i = 0; i < loggers.size(); i++) {
                loggers.get(i).detachAppender(events);
                loggers.get(i).setAdditive(true);
                loggers.get(i).setLevel(levels.get(i));
            }
        }

        assertThat(events.list).anyMatch(event -> event.getLevel() == Level.TRACE);
        events.list.forEach(event -> FIRST.assertNotIn("log", event.getFormattedMessage()));
    }

    private static void listen(Logger logger, ListAppender<ILoggingEvent> events) {
        logger.setLevel(Level.TRACE);
        logger.setAdditive(false);
        logger.addAppender(events);
    }

    private boolean put(TenantId tenant, ConnectionId connection, Canary canary) {
        try (var token = canary.token()) {
            return vault.put(tenant, connection, token);
        }
    }

    private String lent(ConnectionId connection) {
        return vault.lend(connection.equals(b1) ? birch : acme, connection, OCCASION, AccessToken::revealForHeader);
    }

    private void refusesToLend(ConnectionId connection) {
        assertThatThrownBy(() -> lent(connection)).isInstanceOf(SealBrokenException.class);
    }

    private long rows(String table) {
        return jdbc.sql("SELECT COUNT(*) FROM " + table).query(Long.class).single();
    }

    private byte[] sealed(String connection) {
        return jdbc.sql("SELECT sealed FROM access_token WHERE connection_id = :id")
                .param("id", connection)
                .query((row, number) -> row.getBytes("sealed"))
                .single();
    }

    /** Every column of every table, as text and as bytes; on H2 its own script as well. */
    private List<String> dumps() {
        var dumps = new ArrayList<String>();
        for (var table : tables()) {
            jdbc.sql("SELECT * FROM `" + table + "`").query(row -> {
                for (var column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                    dumps.add(String.valueOf(row.getString(column)));
                    var bytes = row.getObject(column) instanceof byte[] binary ? binary : new byte[0];
                    dumps.add(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1));
                }
            });
        }
        assertThat(dumps).contains("c1", "b1");
        dumps.addAll(script());
        return dumps;
    }

    abstract List<String> script();

    JdbcClient jdbc() {
        return jdbc;
    }

    private List<String> tables() {
        var tables = jdbc.sql("""
                        SELECT table_name FROM information_schema.tables
                        WHERE table_type LIKE '%BASE TABLE%' AND table_schema IN (SCHEMA(), 'public')
                        """).query(String.class).list();
        assertThat(tables).contains("access_token", "tenant_keyset", "connection");
        return tables;
    }
}
