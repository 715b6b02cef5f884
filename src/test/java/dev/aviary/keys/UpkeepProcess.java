package dev.aviary.keys;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.aviary.testing.MovableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** A JVM of its own that looks after keys until it is killed. Prints a line when it begins and one when it is done, then waits. */
final class UpkeepProcess {

    static final UUID TENANT = new UUID(1, 1);
    static final List<SealedTable> TABLES = List.of(SealedTable.of("access_token", "connection_id"));
    static final String BEGUN = "begun";
    static final String DONE = "done";

    /** Long enough that no process can still seal under an older key. */
    static final Duration LATER = KeysProperties.FORGOTTEN_AFTER.plusDays(1);

    private static final UpkeepWatch NOBODY = new UpkeepWatch() {};

    private UpkeepProcess() {}

    /** What a process is to do. {@code kek} is the key-encryption key it is set up with, {@code to} the one to move to. */
    record Task(String url, Path keyFile, String kek, String act, String to, Instant since) {

        String[] arguments() {
            return new String[] {url, keyFile.toString(), kek, act, to, since.toString()};
        }

        static Task of(String... arguments) {
            return new Task(
                    arguments[0],
                    Path.of(arguments[1]),
                    arguments[2],
                    arguments[3],
                    arguments[4],
                    Instant.parse(arguments[5]));
        }

        KeysForTests.Process on(DataSource database, MovableClock clock) {
            return KeysForTests.process(kek, List.of(), keyFile, database, clock, TABLES);
        }
    }

    public static void main(String[] arguments) throws IOException {
        var task = Task.of(arguments);
        var clock = new MovableClock(task.since());
        var process = task.on(database(task.url()), clock);
        process.keys().ofTenant(TENANT);
        System.out.println(BEGUN);
        act(process.upkeep(), task, clock);
        System.out.println(DONE);
        System.in.read();
    }

    /** All of it, also what is due only when no other process can have the old keys in its memory. */
    static void act(KeyUpkeep upkeep, Task task, MovableClock clock) {
        switch (task.act()) {
            case "rotate" -> {
                upkeep.rotate(TENANT, task.since(), NOBODY);
                clock.advance(LATER);
                upkeep.rotate(TENANT, task.since(), NOBODY);
            }
            case "epoch" -> upkeep.closeEpoch(TENANT, task.since(), NOBODY);
            case "version" -> {
                upkeep.newKekVersion(task.since(), NOBODY);
                clock.advance(LATER);
                upkeep.rewrap(null, NOBODY);
            }
            case "rewrap" -> upkeep.rewrap(task.to(), NOBODY);
            default -> throw new IllegalArgumentException(task.act());
        }
    }

    static HikariDataSource database(String url) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        if (url.startsWith("jdbc:h2:")) {
            config.setUsername("sa");
        }
        config.setMaximumPoolSize(2);
        return new HikariDataSource(config);
    }
}
