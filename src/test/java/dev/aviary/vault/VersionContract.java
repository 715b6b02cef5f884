package dev.aviary.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aviary.keys.Keys;
import dev.aviary.keys.KeysForTests;
import dev.aviary.keys.Place;
import dev.aviary.keys.SealBrokenException;
import dev.aviary.keys.SealedTable;
import dev.aviary.keys.UpkeepStoppedException;
import dev.aviary.keys.UpkeepWatch;
import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.Connections;
import dev.aviary.tenancy.TenancyForTests;
import dev.aviary.tenancy.TenantId;
import dev.aviary.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;

/** What somebody gets who can write to the database and puts older rows of tokens back: nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class VersionContract {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-02-28T23:30:00Z"), ZoneOffset.UTC);
    private static final Canary FIRST = new Canary("0b8a1f6e-3c55-4d1e-9a77-6f2d1f0c9b10");
    private static final Canary SECOND = new Canary("5e0cb1f2-7a55-4f1e-8b77-1f2d1f0c9b11");
    private static final Canary THIRD = new Canary("9c0cb1f2-7a55-4f1e-8b77-1f2d1f0c9b12");
    private static final Occasion OCCASION = Occasion.byCommand(Purpose.CHECK_UP);

    @TempDir
    static Path directory;

    private final ConnectionId c1 = new ConnectionId("c1");
    private final ConnectionId c2 = new ConnectionId("c2");
    private DataSource database;
    private JdbcClient jdbc;
    private Keys keys;
    private Connections connections;
    private TokenVault vault;
    private TenantId acme;

    abstract TestDatabase database();

    @BeforeAll
    void open() {
        database = database().dataSource();
        jdbc = JdbcClient.create(database);
        var tenancy = TenancyForTests.in(database, CLOCK);
        acme = tenancy.tenants().named("Acme").id();
        List.of("c1", "c2").forEach(id -> tenancy.connection("Acme", id));
        keys = KeysForTests.open(keyFile(), database, CLOCK);
        connections = tenancy.connections();
        vault = anotherProcess();
    }

    @AfterAll
    void close() throws Exception {
        ((AutoCloseable) database).close();
    }

    @BeforeEach
    void empty() {
        jdbc.sql("DELETE FROM access_token").update();
        forgetVersions();
    }

    @Test
    void refusesAnOlderRowThatIsPutBack() {
        put(acme, c1, FIRST);
        put(acme, c2, THIRD);
        var older = row("access_token");
        put(acme, c1, SECOND);
        putBack("access_token", older);

        assertThatThrownBy(() -> lent(c1))
                .isInstanceOf(SealBrokenException.class)
                .hasMessageContaining("c1")
                .hasMessageContaining("older row");
        assertThatThrownBy(() -> anotherProcess().lend(acme, c1, OCCASION, AccessToken::revealForHeader))
                .isInstanceOf(SealBrokenException.class);
        assertThat(lent(c2)).isEqualTo(THIRD.secret());
        try (var token = FIRST.token()) {
            assertThat(vault.holds(c1, token)).isFalse();
        }
    }

    @Test
    void refusesTheSealedPartOfAnOlderRowUnderTheNewVersionAndTheOtherWayRound() {
        put(acme, c1, FIRST);
        var older = row("access_token");
        put(acme, c1, SECOND);
        var newer = row("access_token");

        putBack("access_token", Map.of("sealed", older.get("sealed"), "version", newer.get("version")));
        refusesToLend(c1);
        putBack("access_token", Map.of("sealed", newer.get("sealed"), "version", older.get("version")));
        refusesToLend(c1);
        putBack("access_token", Map.of("sealed", newer.get("sealed"), "version", Long.MAX_VALUE));
        refusesToLend(c1);
        putBack("access_token", newer);
        assertThat(lent(c1)).isEqualTo(SECOND.secret());
    }

    @Test
    void takesANewTokenInPlaceOfOneThatWasPutBackAndRefusesWhatWasBefore() {
        put(acme, c1, FIRST);
        var older = row("access_token");
        put(acme, c1, SECOND);
        var newer = row("access_token");
        putBack("access_token", older);

        assertThat(put(acme, c1, THIRD)).isTrue();
        assertThat(lent(c1)).isEqualTo(THIRD.secret());
        putBack("access_token", newer);
        refusesToLend(c1);
    }

    @Test
    void refusesATokenThatWasDestroyedAndPutBack() {
        put(acme, c1, FIRST);
        var destroyed = row("access_token");
        vault.destroy(c1, Occasion.byCommand(Purpose.DISCONNECT));
        put(acme, c1, SECOND);
        putBack("access_token", destroyed);

        refusesToLend(c1);
    }

    @Test
    void refusesARetiredTokenThatIsPutBackAfterItsSuccessorWasConfirmed() {
        put(acme, c1, FIRST);
        put(acme, c1, SECOND);
        var retired = row("retired_token");
        vault.confirm(c1);
        put(acme, c1, THIRD);
        putBack("retired_token", retired);

        assertThatThrownBy(() -> vault.restore(acme, c1, Occasion.byCommand(Purpose.RESTORE)))
                .isInstanceOf(SealBrokenException.class);
        assertThat(lent(c1)).isEqualTo(THIRD.secret());
    }

    @Test
    void refusesTheTokenThatFinchDidNotKnowOnceTheOneBeforeIsBack() {
        put(acme, c1, FIRST);
        put(acme, c1, SECOND);
        var unknown = row("access_token");
        vault.restore(acme, c1, Occasion.byCommand(Purpose.RESTORE));
        assertThat(lent(c1)).isEqualTo(FIRST.secret());
        putBack("access_token", unknown);

        refusesToLend(c1);
    }

    @Test
    void opensTokensFromBeforeThereWereVersionsUntilTheyAreReplaced() {
        put(acme, c1, FIRST);
        var before = keys.ofTenant(acme.value())
                .seal(FIRST.secret().getBytes(StandardCharsets.US_ASCII), Place.of("access_token", "c1"));
        Map<String, Object> row = Map.of("sealed", before, "version", 0L);
        forgetVersions();
        putBack("access_token", row);

        assertThat(lent(c1)).isEqualTo(FIRST.secret());
        put(acme, c1, SECOND);
        assertThat(lent(c1)).isEqualTo(SECOND.secret());
        putBack("access_token", row);
        refusesToLend(c1);
    }

    @Test
    void opensARestoredDatabaseOnceSomebodySaysThatItIsMeant() {
        put(acme, c1, FIRST);
        var backup = row("access_token");
        put(acme, c1, SECOND);
        putBack("access_token", backup);
        refusesToLend(c1);
        forgetVersions();

        assertThat(lent(c1)).isEqualTo(FIRST.secret());
    }

    @Test
    void remembersNoVersionThatWasRolledBack() {
        put(acme, c1, FIRST);
        new TransactionTemplate(new JdbcTransactionManager(database)).executeWithoutResult(status -> {
            put(acme, c1, SECOND);
            assertThat(lent(c1)).isEqualTo(SECOND.secret());
            status.setRollbackOnly();
        });

        assertThat(lent(c1)).isEqualTo(FIRST.secret());
    }

    @Test
    void catchesUpOnAVersionThatAKilledProcessCouldNotWriteDown() {
        put(acme, c1, FIRST);
        var older = row("access_token");
        put(acme, c1, SECOND);
        forgetVersions();
        assertThat(lent(c1)).isEqualTo(SECOND.secret());
        putBack("access_token", older);

        refusesToLend(c1);
    }

    @Test
    void rotatesTokensOfEveryVersionAlsoInTwoGoes() {
        put(acme, c1, FIRST);
        put(acme, c1, SECOND);
        put(acme, c2, THIRD);
        var sealed = row("access_token").get("sealed");
        var tables = List.of(
                SealedTable.ofVersions("access_token", "version", "connection_id"),
                SealedTable.ofVersions("retired_token", "version", "connection_id"));
        var upkeep = KeysForTests.process(keyFile(), database, CLOCK, tables).upkeep();
        var since = CLOCK.instant().plusSeconds(1);
        var stops = new AtomicInteger();
        assertThatThrownBy(() -> upkeep.rotate(acme.value(), since, new UpkeepWatch() {
                    @Override
                    public boolean mustStop() {
                        return stops.incrementAndGet() > 2;
                    }
                }))
                .isInstanceOf(UpkeepStoppedException.class);
        upkeep.rotate(acme.value(), since, new UpkeepWatch() {});

        assertThat(row("access_token").get("sealed")).isNotEqualTo(sealed);
        assertThat(lent(c1)).isEqualTo(SECOND.secret());
        assertThat(lent(c2)).isEqualTo(THIRD.secret());
        assertThat(vault.restore(acme, c1, Occasion.byCommand(Purpose.RESTORE))).isTrue();
        assertThat(lent(c1)).isEqualTo(FIRST.secret());
    }

    private boolean put(TenantId tenant, ConnectionId connection, Canary canary) {
        try (var token = canary.token()) {
            return vault.put(tenant, connection, token);
        }
    }

    private String lent(ConnectionId connection) {
        return vault.lend(acme, connection, OCCASION, AccessToken::revealForHeader);
    }

    private void refusesToLend(ConnectionId connection) {
        assertThatThrownBy(() -> lent(connection)).isInstanceOf(SealBrokenException.class);
    }

    private TokenVault anotherProcess() {
        return VaultForTests.in(database, keys, connections, directory.resolve("versions"), CLOCK);
    }

    private void forgetVersions() {
        try {
            FileSystemUtils.deleteRecursively(directory.resolve("versions"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Object> row(String table) {
        return jdbc.sql("SELECT version, sealed FROM " + table + " WHERE connection_id = 'c1'")
                .query((row, number) ->
                        Map.<String, Object>of("version", row.getLong("version"), "sealed", row.getBytes("sealed")))
                .single();
    }

    /** As somebody does who can write to the database. */
    private void putBack(String table, Map<String, Object> row) {
        var isThere = jdbc.sql(
                        "UPDATE " + table + " SET version = :version, sealed = :sealed WHERE connection_id = 'c1'")
                .params(row)
                .update();
        assertThat(isThere).isEqualTo(1);
    }

    private static Path keyFile() {
        return directory.resolve("keys").resolve("kek.json");
    }
}
