package dev.aviary.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.MigratedSchema;
import dev.aviary.testing.MovableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import org.h2.api.ErrorCode;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A kill while H2 writes its file can leave a row changed without the note that undoes the change. One transaction then reads the row as it was changed, and
 * another as it was before, by the number that H2 happens to give it.
 */
class HalfWrittenRowTests {

    private static final UpkeepWatch NOBODY = new UpkeepWatch() {};
    private static final byte[] TOKEN = "token".getBytes(UTF_8);
    private static final Place PLACE = Place.of("access_token", "c1");

    @TempDir
    Path home;

    private final Instant begun = Instant.parse("2026-01-01T00:00:00Z");
    private final MovableClock clock = new MovableClock(begun);
    private String url = "";

    @BeforeEach
    void inAFile() {
        url = "jdbc:h2:file:" + home.resolve("aviary").toAbsolutePath() + ";MODE=MariaDB;DATABASE_TO_LOWER=TRUE";
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void noKeyIsRetiredThatSuchARowNeeds(int transaction) throws Exception {
        leaveHalfWritten(rotatedInPart(), transaction);
        clock.advance(UpkeepProcess.LATER);
        try (var database = UpkeepProcess.database(url)) {
            var process = KeysForTests.process(home.resolve("kek.json"), database, clock, UpkeepProcess.TABLES);
            process.upkeep().rotate(UpkeepProcess.TENANT, begun, NOBODY);
            opensForAll(process.keys().ofTenant(UpkeepProcess.TENANT), 3);
            assertThat(process.upkeep().state(UpkeepProcess.TENANT).keys().values())
                    .as("one key, which sealed the token")
                    .containsExactly(Map.of("access_token", 1L));
        }
    }

    /** @return the token as the new key sealed it; the row is sealed by the old key */
    private byte[] rotatedInPart() throws IOException {
        try (var database = UpkeepProcess.database(url)) {
            MigratedSchema.in(database);
            var jdbc = new JdbcTemplate(database);
            var process = KeysForTests.process(home.resolve("kek.json"), database, clock, UpkeepProcess.TABLES);
            var before = process.keys().ofTenant(UpkeepProcess.TENANT).seal(TOKEN, PLACE);
            keep(jdbc, UpkeepProcess.TENANT.toString(), before);
            process.upkeep().rotate(UpkeepProcess.TENANT, begun, NOBODY);
            var after = jdbc.queryForList("SELECT sealed FROM access_token", byte[].class);
            jdbc.update("UPDATE access_token SET sealed = ?", before);
            return after.get(0);
        }
    }

    private static void keep(JdbcTemplate jdbc, String tenant, byte[] sealed) {
        jdbc.update(
                "INSERT INTO tenant (tenant_id, name, name_key, created_at) VALUES (?, 'Acme', X'61', '2026-01-01 00:00:00')",
                tenant);
        jdbc.update("""
                INSERT INTO connection (connection_id, tenant_id, kind, state, state_since, products, created_at)
                VALUES ('c1', ?, 'automated', 'ACTIVE', '2026-01-01 00:00:00', '', '2026-01-01 00:00:00')
                """, tenant);
        jdbc.update(
                "INSERT INTO access_token (connection_id, tenant_id, sealed, sealed_at) VALUES ('c1', ?, ?, '2026-01-01 00:00:00')",
                tenant,
                sealed);
    }

    /** Transactions that are open at the same time have different numbers. */
    private void opensForAll(TenantKeys keys, int transactions) throws SQLException {
        try (var connection = connection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try (var row = statement.executeQuery("SELECT sealed FROM access_token")) {
                row.next();
                assertThat(keys.open(row.getBytes(1), PLACE)).isEqualTo(TOKEN);
            }
            if (transactions > 1) {
                opensForAll(keys, transactions - 1);
            }
        }
    }

    private void leaveHalfWritten(byte[] sealed, int transaction) throws SQLException {
        try (var connection = connection()) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.executeQuery("SELECT 1 FROM access_token").close();
            }
            if (transaction > 1) {
                leaveHalfWritten(sealed, transaction - 1);
            } else {
                change(connection, sealed);
            }
        } catch (SQLException e) {
            assertThat(e.getErrorCode()).as("closed, as by a kill").isEqualTo(ErrorCode.DATABASE_IS_CLOSED);
        }
    }

    /** Writes the file in the middle of the change, and takes the undo log out of it. */
    private void change(Connection connection, byte[] sealed) throws SQLException {
        try (var update = connection.prepareStatement("UPDATE access_token SET sealed = ?")) {
            update.setBytes(1, sealed);
            update.executeUpdate();
        }
        try (var other = connection();
                var statement = other.createStatement()) {
            statement.execute("CHECKPOINT SYNC");
            statement.execute("SHUTDOWN IMMEDIATELY");
        } finally {
            var file = home.resolve("aviary.mv.db").toString();
            try (var store = new MVStore.Builder().fileName(file).open()) {
                store.getMapNames().stream()
                        .filter(name -> name.startsWith("undoLog"))
                        .forEach(store::removeMap);
            }
        }
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection(url, "sa", "");
    }
}
