package dev.aviary.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.aviary.testing.MovableClock;
import dev.aviary.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Where the keys of the tests on each database live: tables that are empty before each, a key file of its own, half an hour before a month ends. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class KeyHome {

    static final UUID ACME = new UUID(1, 1);
    static final UUID BIRCH = new UUID(2, 2);
    static final Place PLACE = Place.of("benefit", "c1", "e1", "b1");
    static final UpkeepWatch NOBODY = new UpkeepWatch() {};

    @TempDir
    Path directory;

    final MovableClock clock = new MovableClock(Instant.parse("2026-02-28T23:30:00Z"));
    DataSource database;
    JdbcTemplate jdbc;
    Path file;
    private int number;

    abstract TestDatabase database();

    /** Tables whose sealed values are rotated. */
    List<SealedTable> tables() {
        return List.of();
    }

    @BeforeAll
    void openDatabase() {
        database = database().dataSource();
        jdbc = new JdbcTemplate(database);
    }

    @AfterAll
    void closeDatabase() throws Exception {
        ((AutoCloseable) database).close();
    }

    @BeforeEach
    void moveIn() {
        List.of("key_check", "tenant_keyset", "individual_key", "installation_key", "benefit")
                .forEach(table -> jdbc.update("DELETE FROM " + table));
        file = directory.resolve("keys" + ++number).resolve("kek.json");
    }

    /** One that has not asked for a key yet. */
    KeysForTests.Process process() {
        return KeysForTests.process(file, database, clock, tables());
    }

    static IndividualKey individual(KeysForTests.Process process, String id) {
        return process.keys().ofTenant(ACME).ofIndividuals("c1", List.of(id)).get(id);
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
