package dev.aviary;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Runs the real migrations on a test's database. */
public final class MigratedSchema {

    private MigratedSchema() {}

    public static void in(DataSource database) {
        var flyway = Flyway.configure().dataSource(database);
        new SchemaDialect().customize(flyway);
        flyway.load().migrate();
    }
}
