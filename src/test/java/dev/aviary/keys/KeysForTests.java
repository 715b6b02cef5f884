package dev.aviary.keys;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/** Real keys without Spring, for the tests of every room: a local key file and the tables of the given database. */
public final class KeysForTests {

    private final KeyEncryptionKey root;
    private final KeysetRows rows;
    private final TinkKeys keys;

    private KeysForTests(Path file, DataSource database, Clock clock) {
        this.rows = new KeysetRows(database, clock);
        this.root = new KeyEncryptionKey(LocalKeys.SCHEME, new KekProviders(new LocalKeys(file), List.of()), rows);
        var recent = new RecentTenants(100, Duration.ofMinutes(10), clock);
        this.keys = new TinkKeys(root, rows, new IndividualKeyRows(database, clock), recent);
    }

    /** @param file the key file, made at first use; give the same one to open what was sealed before */
    public static Keys open(Path file, DataSource database, Clock clock) {
        return new KeysForTests(file, database, clock).keys;
    }

    /** @param file the key file, made at first use */
    public static InstallationKeys installation(Path file, DataSource database, Clock clock) {
        var opened = new KeysForTests(file, database, clock);
        return new TinkInstallationKeys(opened.root, new InstallationKeyRows(database, clock));
    }

    public static KeyCheckUp checkUp(Path file, DataSource database, Clock clock) {
        var opened = new KeysForTests(file, database, clock);
        return new TinkKeyCheckUp(opened.root, opened.rows, opened.keys);
    }
}
