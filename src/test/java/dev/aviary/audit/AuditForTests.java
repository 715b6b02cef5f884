package dev.aviary.audit;

import dev.aviary.keys.InstallationKeys;
import dev.aviary.keys.KeysForTests;
import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;

/** A real audit log without Spring, for the tests of every room. */
public final class AuditForTests {

    private final InstallationKeys keys;
    private final AuditLog log;
    private final AuditOffice office;
    private final Certificates certificates;

    private AuditForTests(Path home, DataSource database, Clock clock) {
        keys = KeysForTests.installation(home.resolve("keys").resolve("kek.json"), database, clock);
        log = new JdbcAuditLog(keys, database, clock);
        office = AuditConfiguration.office(keys, database, new CheckpointFiles(home.resolve("audit")), log, clock);
        certificates = new SignedCertificates(new Signer(keys), log, clock);
    }

    /** @param file the key file, made at first use */
    public static AuditLog in(Path file, DataSource database, Clock clock) {
        return new JdbcAuditLog(KeysForTests.installation(file, database, clock), database, clock);
    }

    /** All of the room. @param home where the keys and the second place of checkpoints are */
    public static AuditForTests home(Path home, DataSource database, Clock clock) {
        return new AuditForTests(home, database, clock);
    }

    public AuditLog log() {
        return log;
    }

    public AuditOffice office() {
        return office;
    }

    Certificates certificates() {
        return certificates;
    }

    public InstallationKeys keys() {
        return keys;
    }
}
