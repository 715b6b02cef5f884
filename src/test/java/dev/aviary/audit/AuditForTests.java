package dev.aviary.audit;

import dev.aviary.keys.KeysForTests;
import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;

/** A real audit log without Spring, for the tests of every room. */
public final class AuditForTests {

    private AuditForTests() {}

    /** @param file the key file, made at first use */
    public static AuditLog in(Path file, DataSource database, Clock clock) {
        return new JdbcAuditLog(KeysForTests.installation(file, database, clock), database, clock);
    }
}
