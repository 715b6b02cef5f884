package dev.aviary.leakscan.reading;

import dev.aviary.vault.VaultForTests;
import java.time.Clock;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Reading positions in a test's database. */
public final class ReadingsForTests {

    private ReadingsForTests() {}

    public static Readings in(DataSource database, Clock clock) {
        return new KnownReadings(new ReadingTools(
                new ContentCodes(VaultForTests.installationKeys()),
                new ReadTextRows(JdbcClient.create(database)),
                new TransactionTemplate(new JdbcTransactionManager(database)),
                UUID::randomUUID,
                clock));
    }
}
