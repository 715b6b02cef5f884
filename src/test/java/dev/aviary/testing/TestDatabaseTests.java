package dev.aviary.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.MigratedSchema;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class TestDatabaseTests {

    @Test
    void bringsARealMariaDb() {
        var version = JdbcClient.create(TestDatabase.mariadb().dataSource())
                .sql("SELECT VERSION()")
                .query(String.class)
                .single();

        assertThat(version).contains("MariaDB");
    }

    @Test
    void givesEveryTestItsOwnDatabase() {
        assertThat(TestDatabase.h2().url()).isNotEqualTo(TestDatabase.h2().url());
    }

    /** All but when and how fast each migration ran. */
    @Test
    void isByItsScriptWhatTheMigrationsMakeOfIt() {
        var migrated = new TestDatabase(
                "jdbc:h2:mem:bymigration;MODE=MariaDB;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1", "sa", "");
        MigratedSchema.in(migrated.dataSource());

        assertThat(structure(TestDatabase.h2())).isEqualTo(structure(migrated)).hasSizeGreaterThan(100);
    }

    private static List<String> structure(TestDatabase database) {
        return database.script().stream()
                .filter(line -> !line.matches("(?s)INSERT INTO .*flyway_schema_history.*"))
                .toList();
    }
}
