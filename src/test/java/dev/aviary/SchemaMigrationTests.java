package dev.aviary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DelegatingDataSource;

class SchemaMigrationTests {

    private final SchemaMigration migration = new SchemaMigration();
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void beginsAgainWhenTheServerOfTheFileEndsJustNow() {
        var database = failingOnce(new SQLException("Connection is broken", "90067", ErrorCode.CONNECTION_BROKEN_1));

        migration.migrate(flyway(database));

        assertThat(asked).hasValueGreaterThan(1);
    }

    @Test
    void beginsAgainWhenThePoolHasGivenTheConnectionUp() {
        migration.migrate(flyway(failingOnce(new SQLException("Connection is closed"))));

        assertThat(asked).hasValueGreaterThan(1);
    }

    @Test
    void passesOtherTroubleOnAtOnce() {
        var database = failingOnce(new SQLException("Wrong user", "28000", ErrorCode.WRONG_USER_OR_PASSWORD));

        assertThatThrownBy(() -> migration.migrate(flyway(database))).hasStackTraceContaining("Wrong user");
        assertThat(asked).hasValue(1);
    }

    private static Flyway flyway(DataSource database) {
        return Flyway.configure()
                .dataSource(database)
                .connectRetries(0)
                .locations("classpath:db/none")
                .failOnMissingLocations(false)
                .load();
    }

    private DataSource failingOnce(SQLException failure) {
        var real = new JdbcDataSource();
        real.setUrl("jdbc:h2:mem:");
        return new DelegatingDataSource(real) {
            @Override
            public Connection getConnection() throws SQLException {
                if (asked.getAndIncrement() == 0) {
                    throw failure;
                }
                return super.getConnection();
            }
        };
    }
}
