package dev.aviary.keys;

import com.google.crypto.tink.KmsClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Real keys without Spring, for the tests of every room: a local key file and the tables of the given database. */
public final class KeysForTests {

    /** How long a process remembers a tenant's keys. */
    public static final Duration CACHED_FOR = Duration.ofMinutes(10);

    private final KeyEncryptionKey root;
    private final KeysetRows rows;
    private final TinkKeys keys;

    private final KeyUpkeep upkeep;
    private final KeyExports exports;
    private final InstallationKeys installation;

    private KeysForTests(Path file, DataSource database, Clock clock) {
        this(LocalKeys.SCHEME, List.of(), file, database, clock, CACHED_FOR, List.of());
    }

    private KeysForTests(
            String kek,
            List<String> former,
            Path file,
            DataSource database,
            Clock clock,
            Duration cachedFor,
            List<SealedTable> tables) {
        this(kek, former, file, database, clock, cachedFor, tables, List.of());
    }

    private KeysForTests(
            String kek,
            List<String> former,
            Path file,
            DataSource database,
            Clock clock,
            Duration cachedFor,
            List<SealedTable> tables,
            List<KmsClient> services) {
        this(kek, former, file, database, clock, clock::millis, cachedFor, tables, services);
    }

    private KeysForTests(
            String kek,
            List<String> former,
            Path file,
            DataSource database,
            Clock clock,
            KeysetTime time,
            Duration cachedFor,
            List<SealedTable> tables,
            List<KmsClient> services) {
        var providers = new KekProviders(new LocalKeys(file), services);
        var individuals = new IndividualKeyRows(database, clock);
        var files = new EpochKeys(file.resolveSibling("epochs"));
        this.rows = new KeysetRows(database, clock);
        this.root = new KeyEncryptionKey(kek, former, providers, rows);
        this.keys = new TinkKeys(
                root,
                rows,
                individuals,
                files,
                new TenantKeyUses(database, () -> tables),
                new RecentTenants<>(100, cachedFor, clock, time));
        var epochs = new Epochs(root, rows, individuals, files, keys, database);
        var rotation = new TenantRotation(root, rows, keys, new Resealing(tables, database), epochs, database, clock);
        var installation = new InstallationKeyRows(database, clock);
        var exportRows = new KeyExportRows(database);
        var restore = new KeyRestore(root, exportRows, files, database);
        this.exports = new TinkKeyExports(root, exportRows, files, restore, clock);
        this.installation = new TinkInstallationKeys(root, installation, new InstallationKeyUses(database, List::of));
        var rewrap = new Rewrap(root, providers, rows, installation, epochs, keys, database, clock);
        this.upkeep = new TinkKeyUpkeep(rows, rotation, epochs, rewrap, providers);
    }

    /** Keys together with their upkeep, as one process has them. */
    public record Process(Keys keys, KeyUpkeep upkeep) {}

    /** @param tables what takes part in a rotation */
    public static Process process(Path file, DataSource database, Clock clock, List<SealedTable> tables) {
        return process(LocalKeys.SCHEME, List.of(), file, database, clock, tables);
    }

    /** @param former key-encryption keys from before */
    public static Process process(
            String kek, List<String> former, Path file, DataSource database, Clock clock, List<SealedTable> tables) {
        var opened = new KeysForTests(kek, former, file, database, clock, CACHED_FOR, tables);
        return new Process(opened.keys, opened.upkeep);
    }

    /** @param file the key file, made at first use; give the same one to open what was sealed before */
    public static Keys open(Path file, DataSource database, Clock clock) {
        return new KeysForTests(file, database, clock).keys;
    }

    /** With the time that an installation has; the others have that of the clock, so that they notice at once when it is moved on. */
    static Keys open(Path file, DataSource database, Clock clock, KeysetTime time) {
        return new KeysForTests(
                        LocalKeys.SCHEME, List.of(), file, database, clock, time, CACHED_FOR, List.of(), List.of())
                .keys;
    }

    /** @param file the key file, made at first use */
    public static InstallationKeys installation(Path file, DataSource database, Clock clock) {
        return new KeysForTests(file, database, clock).installation;
    }

    static InstallationKeys installation(String kek, Path file, DataSource database, Clock clock) {
        return new KeysForTests(kek, List.of(), file, database, clock, CACHED_FOR, List.of()).installation;
    }

    /** @param uses what depends on them */
    static InstallationKeys installation(
            Path file, DataSource database, Clock clock, Supplier<List<InstallationKeyUse>> uses) {
        return new TinkInstallationKeys(
                new KeysForTests(file, database, clock).root,
                new InstallationKeyRows(database, clock),
                new InstallationKeyUses(database, uses));
    }

    /** @param former key-encryption keys from before */
    public static KeyExports exports(String kek, List<String> former, Path file, DataSource database, Clock clock) {
        return new KeysForTests(kek, former, file, database, clock, CACHED_FOR, List.of()).exports;
    }

    /** All that a process has, with key services beside local keys. */
    static All all(
            String kek,
            List<String> former,
            Path file,
            DataSource database,
            Clock clock,
            List<SealedTable> tables,
            List<KmsClient> services) {
        var opened = new KeysForTests(kek, former, file, database, clock, CACHED_FOR, tables, services);
        return new All(opened.keys, opened.upkeep, opened.exports, opened.installation);
    }

    record All(Keys keys, KeyUpkeep upkeep, KeyExports exports, InstallationKeys installation) {}

    /** @param uses what depends on keys of the installation */
    static KeyCheckUp checkUp(Path file, DataSource database, Clock clock, InstallationKeyUse... uses) {
        var opened = new KeysForTests(file, database, clock);
        return new TinkKeyCheckUp(
                opened.root,
                opened.rows,
                opened.keys,
                new InstallationKeyRows(database, clock),
                new InstallationKeyUses(database, () -> List.of(uses)));
    }
}
