package dev.aviary.vault;

import dev.aviary.audit.AuditLog;
import dev.aviary.keys.InstallationKeys;
import dev.aviary.keys.Keys;
import dev.aviary.tenancy.Connections;
import dev.aviary.tenancy.Tenants;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A real vault without Spring, for the tests of every room. */
public final class VaultForTests {

    /** One for all, so that no two rows get the same id, in whichever table and whoever writes them. */
    private static final Random RANDOM = new Random(20260228);

    static final InstallationKeys FIXED_KEYS = new FixedInstallationKeys("a key for tests");

    private VaultForTests() {}

    /** Keys that need neither file nor table. */
    public static InstallationKeys installationKeys() {
        return FIXED_KEYS;
    }

    public static TokenVault in(DataSource database, Keys keys, Connections connections, Clock clock) {
        AuditLog nobody = event -> {};
        var uses = uses(database, nobody, clock, new SimpleMeterRegistry());
        return in(database, keys, connections, uses, nobody, clock);
    }

    static SealedTokenVault in(
            DataSource database, Keys keys, Connections connections, CountedUses uses, AuditLog audit, Clock clock) {
        return in(database, keys, connections, uses, audit, FIXED_KEYS, clock);
    }

    static SealedTokenVault in(
            DataSource database, Keys keys, Connections connections, Clock clock, InstallationKeys installation) {
        AuditLog nobody = event -> {};
        var uses = uses(database, nobody, clock, new SimpleMeterRegistry());
        return in(database, keys, connections, uses, nobody, installation, clock);
    }

    private static SealedTokenVault in(
            DataSource database,
            Keys keys,
            Connections connections,
            CountedUses uses,
            AuditLog audit,
            InstallationKeys installation,
            Clock clock) {
        return in(database, keys, connections, uses, audit, installation, versions(), clock);
    }

    /** @param versions where it remembers versions; another vault for the same database remembers nothing of this one */
    public static TokenVault in(DataSource database, Keys keys, Connections connections, Path versions, Clock clock) {
        AuditLog nobody = event -> {};
        var uses = uses(database, nobody, clock, new SimpleMeterRegistry());
        return in(database, keys, connections, uses, nobody, FIXED_KEYS, versions, clock);
    }

    private static SealedTokenVault in(
            DataSource database,
            Keys keys,
            Connections connections,
            CountedUses uses,
            AuditLog audit,
            InstallationKeys installation,
            Path versions,
            Clock clock) {
        return new SealedTokenVault(
                new TokenSeals(keys, new NewestVersions(versions)),
                connections,
                new JdbcTokenRows(JdbcClient.create(database), clock),
                keeper(database, keys, installation, clock),
                uses,
                audit,
                new TransactionTemplate(new JdbcTransactionManager(database)));
    }

    static Fingerprints fingerprints(
            DataSource database,
            Keys keys,
            SealedTokenVault vault,
            InstallationKeys installation,
            List<InstallationSecret> others,
            Clock clock) {
        return new SealedFingerprints(
                keeper(database, keys, installation, clock),
                new FingerprintMaker(installation),
                fingerprintRows(database, clock),
                secretRows(database, clock),
                secrets(database, installation, clock),
                vault,
                others,
                settings().retiredFingerprints(),
                clock);
    }

    /** Recognises secrets of others than tenants. */
    public static Fingerprints fingerprints(
            DataSource database, Keys keys, Connections connections, InstallationKeys installation, Clock clock) {
        return fingerprints(
                database, keys, in(database, keys, connections, clock, installation), installation, List.of(), clock);
    }

    public static SecretFingerprints secretFingerprints(
            DataSource database, InstallationKeys installation, Clock clock) {
        return secrets(database, installation, clock);
    }

    private static SealedSecretFingerprints secrets(DataSource database, InstallationKeys installation, Clock clock) {
        return new SealedSecretFingerprints(
                installation, new FingerprintMaker(installation), secretRows(database, clock));
    }

    private static JdbcSecretFingerprintRows secretRows(DataSource database, Clock clock) {
        return new JdbcSecretFingerprintRows(JdbcClient.create(database), clock, ids(clock));
    }

    private static Supplier<UUID> ids(Clock clock) {
        return () -> new UUID(clock.millis(), RANDOM.nextLong());
    }

    public static TenantFreezes freezes(DataSource database, Tenants tenants, AuditLog audit, Clock clock) {
        return new JdbcTenantFreezes(
                JdbcClient.create(database),
                tenants,
                audit,
                new TransactionTemplate(new JdbcTransactionManager(database)),
                clock);
    }

    static CountedUses uses(DataSource database, AuditLog audit, Clock clock, MeterRegistry meters) {
        return new CountedUses(
                new JdbcTokenUses(JdbcClient.create(database), clock),
                new UseEvents(audit, meters),
                VaultConfiguration.apart(new JdbcTransactionManager(database)),
                settings(),
                clock);
    }

    private static Path versions() {
        try {
            return Files.createTempDirectory("aviary-versions");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static VaultProperties settings() {
        return new VaultProperties(10, 50, 10, Duration.ofDays(400), Duration.ofDays(90), null);
    }

    static FingerprintKeeper keeper(DataSource database, Keys keys, InstallationKeys installation, Clock clock) {
        return new FingerprintKeeper(keys, new FingerprintMaker(installation), fingerprintRows(database, clock));
    }

    static JdbcFingerprintRows fingerprintRows(DataSource database, Clock clock) {
        return new JdbcFingerprintRows(JdbcClient.create(database), clock, ids(clock));
    }
}
