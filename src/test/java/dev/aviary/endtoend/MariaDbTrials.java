package dev.aviary.endtoend;

import dev.aviary.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The MariaDB of the build: a copy is a database of its own, filled by SQL. */
final class MariaDbTrials implements Trials {

    private final AtomicInteger number = new AtomicInteger();
    private final TestDatabase database = TestDatabase.mariadb();
    private final String name = database.url().replaceFirst(".*/", "").replaceFirst("\\?.*", "");
    private final java.nio.file.Path root = Homes.root("mariadb");
    private final Trial before = new Trial(Homes.make(root.resolve("before")), database.url());

    @Override
    public Trial before() {
        return before;
    }

    @Override
    public Trial copy() {
        var copy = name + "_" + number.incrementAndGet();
        try (var connection = DriverManager.getConnection(database.url());
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + copy + " CHARACTER SET utf8mb4");
            for (var table : tables(connection).entrySet()) {
                copy(statement, table.getKey(), table.getValue(), copy);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("No copy of the prepared database: " + e.getMessage(), e);
        }
        return new Trial(
                Homes.copyKey(before.home(), root.resolve(copy)), database.url().replace("/" + name, "/" + copy));
    }

    private static Map<String, String> tables(Connection connection) throws SQLException {
        var types = new LinkedHashMap<String, String>();
        try (var statement = connection.createStatement();
                var tables = statement.executeQuery("SHOW FULL TABLES")) {
            while (tables.next()) {
                types.put(tables.getString(1), tables.getString(2));
            }
        }
        return types;
    }

    private void copy(Statement statement, String table, String type, String copy) throws SQLException {
        if (type.equals("SEQUENCE")) {
            try (var next = statement.executeQuery("SELECT next_not_cached_value FROM " + table)) {
                next.next();
                var start = next.getLong(1);
                statement.execute("CREATE SEQUENCE " + copy + "." + table + " START WITH " + start);
            }
        } else {
            statement.execute("CREATE TABLE " + copy + "." + table + " LIKE " + name + "." + table);
            statement.execute("INSERT INTO " + copy + "." + table + " SELECT * FROM " + name + "." + table);
        }
    }

    @Override
    public void drop(Trial trial) {
        try (var connection = DriverManager.getConnection(database.url());
                var statement = connection.createStatement()) {
            statement.execute("DROP DATABASE " + trial.home().getFileName());
        } catch (SQLException e) {
            throw new IllegalStateException("A database of a trial stays: " + e.getMessage(), e);
        }
        Homes.delete(trial.home());
    }
}
