package dev.aviary.leakscan.findings;

import dev.aviary.tenancy.TenancyForTests;
import dev.aviary.vault.VaultForTests;
import java.time.Clock;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A recorder in a test's database that tells nobody and freezes nothing. */
public final class FindingsForTests {

    private FindingsForTests() {}

    public static FindingRecorder recorder(DataSource database, Clock clock) {
        var jdbc = JdbcClient.create(database);
        var tenants = TenancyForTests.in(database, clock).tenants();
        var incidents = new Incidents(
                new IncidentRows(jdbc, clock, UUID::randomUUID),
                tenants,
                VaultForTests.freezes(database, tenants, event -> {}, clock),
                event -> {},
                FindingsProperties.Freeze.NEVER,
                clock);
        return new JdbcFindingRecorder(
                new FindingCodes(VaultForTests.installationKeys()),
                new FindingRows(jdbc, clock, UUID::randomUUID),
                incidents,
                new Silent(),
                new TransactionTemplate(new JdbcTransactionManager(database)));
    }

    private static final class Silent implements Notices {

        @Override
        public void sendSoon() {
            // Nobody is told.
        }

        @Override
        public void send() {
            // Nobody is told.
        }
    }
}
