package dev.aviary.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A dump as an administrator makes one: {@code SCRIPT} of H2, {@code mariadb-dump}; where that tool is not at hand, a copy of all rows. */
public interface DatabaseDump {

    AtomicInteger NUMBER = new AtomicInteger();

    /** A new database with what was in the other when it was dumped. */
    TestDatabase restored();

    static DatabaseDump of(TestDatabase database, Path directory) {
        var file = directory.resolve("dump" + NUMBER.incrementAndGet() + ".sql");
        if (database.isH2()) {
            execute(database, "SCRIPT TO '" + file + "'");
            return () -> fromScript(file);
        }
        if (Files.isExecutable(tool("mariadb-dump"))) {
            run(
                    ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()),
                    ProcessBuilder.Redirect.to(file.toFile()),
                    command("mariadb-dump", database, "--hex-blob", "--skip-lock-tables"));
            return () -> fromDump(database, file);
        }
        var copy = copied(database);
        return () -> copied(copy);
    }

    private static TestDatabase fromScript(Path file) {
        var restored = new TestDatabase(
                "jdbc:h2:mem:restored" + NUMBER.incrementAndGet()
                        + ";MODE=MariaDB;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1",
                "sa",
                "");
        execute(restored, "RUNSCRIPT FROM '" + file + "'");
        return restored;
    }

    private static TestDatabase fromDump(TestDatabase server, Path file) {
        var restored = created(server);
        run(ProcessBuilder.Redirect.from(file.toFile()), ProcessBuilder.Redirect.DISCARD, command("mariadb", restored));
        return restored;
    }

    private static TestDatabase created(TestDatabase server) {
        var name = name(server) + "r" + NUMBER.incrementAndGet();
        execute(server, "CREATE DATABASE " + name + " CHARACTER SET utf8mb4");
        return new TestDatabase(
                server.url().replace("/" + name(server) + "?", "/" + name + "?"), server.user(), server.password());
    }

    private static TestDatabase copied(TestDatabase database) {
        var copy = created(database);
        for (var table : tables(database)) {
            var from = name(database) + "." + table;
            var to = name(copy) + "." + table;
            execute(database, "CREATE TABLE " + to + " LIKE " + from);
            execute(database, "INSERT INTO " + to + " SELECT * FROM " + from);
        }
        return copy;
    }

    private static List<String> tables(TestDatabase database) {
        try (var connection = DriverManager.getConnection(database.url());
                var rows = connection.createStatement().executeQuery("SHOW TABLES")) {
            var names = new ArrayList<String>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String name(TestDatabase database) {
        return database.url().replaceFirst(".*/([a-z0-9_]+)\\?.*", "$1");
    }

    private static Path tool(String name) {
        return Path.of("target", "mariadb", "base", "bin", name).toAbsolutePath();
    }

    private static List<String> command(String tool, TestDatabase database, String... more) {
        var port = database.url().replaceFirst(".*:([0-9]+)/.*", "$1");
        var command = new ArrayList<>(List.of(
                tool(tool).toString(),
                "--no-defaults",
                "--protocol=tcp",
                "--host=127.0.0.1",
                "--port=" + port,
                "--user=root"));
        command.addAll(List.of(more));
        command.add(name(database));
        return command;
    }

    private static void run(ProcessBuilder.Redirect in, ProcessBuilder.Redirect out, List<String> command) {
        try {
            var ended = new ProcessBuilder(command)
                    .redirectInput(in)
                    .redirectOutput(out)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start()
                    .waitFor();
            if (ended != 0) {
                throw new IllegalStateException(command.get(0) + " ended with " + ended);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void execute(TestDatabase database, String sql) {
        try (var connection = database.isH2()
                        ? DriverManager.getConnection(database.url(), database.user(), database.password())
                        : DriverManager.getConnection(database.url());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
