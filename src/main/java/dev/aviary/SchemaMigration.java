package dev.aviary;

import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.stereotype.Component;

/**
 * Brings the schema up to date at start-up. An H2 file is served by the process that opened it first; when that one ends just now, the connection that
 * Flyway works on ends with it, and a second attempt opens the file itself.
 */
@Component
class SchemaMigration implements FlywayMigrationStrategy {

    @Override
    public void migrate(Flyway flyway) {
        try {
            flyway.migrate();
        } catch (FlywayException e) {
            if (!isLostConnection(e)) {
                throw e;
            }
            flyway.migrate();
        }
    }

    private static boolean isLostConnection(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException e && LostH2Connections.isLost(e)) {
                return true;
            }
        }
        return false;
    }
}
