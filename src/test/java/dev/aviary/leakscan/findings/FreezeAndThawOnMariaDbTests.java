package dev.aviary.leakscan.findings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.audit.AuditAct;
import dev.aviary.audit.AuditEvent;
import dev.aviary.leakscan.Block;
import dev.aviary.leakscan.Certainty;
import dev.aviary.leakscan.Hit;
import dev.aviary.leakscan.Owner;
import dev.aviary.leakscan.Severity;
import dev.aviary.leakscan.findings.FindingRecorder.Seen;
import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.TenancyForTests;
import dev.aviary.tenancy.TenantId;
import dev.aviary.testing.StillClock;
import dev.aviary.testing.TestDatabase;
import dev.aviary.vault.TenantFreezes;
import dev.aviary.vault.VaultForTests;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A scan that freezes two tenants and somebody who thaws one of them, while only one end of the audit log is free. */
class FreezeAndThawOnMariaDbTests {

    private final StillClock clock = new StillClock(Instant.parse("2026-02-28T23:30:00Z"));
    private final ExecutorService threads = Executors.newSingleThreadExecutor();
    private DataSource database;
    private JdbcClient jdbc;
    private List<TenantId> tenants;
    private TenantFreezes freezes;
    private FindingRecorder scan;
    private Future<?> scanning;

    @BeforeEach
    void open() {
        database = TestDatabase.mariadb().dataSource();
        jdbc = JdbcClient.create(database);
        var tenancy = TenancyForTests.in(database, clock);
        tenancy.connection("Acme", "c1");
        tenancy.connection("Bird", "c2");
        tenants = Stream.of("Acme", "Bird")
                .map(name -> tenancy.tenants().named(name).id())
                .sorted(Comparator.comparing(TenantId::value))
                .toList();
        freezes = VaultForTests.freezes(database, tenancy.tenants(), this::append, clock);
        var incidents = new Incidents(
                new IncidentRows(jdbc, clock, IdsForTests.next()),
                tenancy.tenants(),
                freezes,
                this::append,
                FindingsProperties.Freeze.TENANT,
                clock);
        scan = new JdbcFindingRecorder(
                new FindingCodes(VaultForTests.installationKeys()),
                new FindingRows(jdbc, clock, IdsForTests.next()),
                incidents,
                new NoNotices(),
                new TransactionTemplate(new JdbcTransactionManager(database)));
    }

    @AfterEach
    void close() throws Exception {
        threads.shutdownNow();
        ((AutoCloseable) database).close();
    }

    @Test
    @Timeout(60)
    void doNotWaitForEachOtherInACircle() throws Exception {
        freezes.freeze(tenants.get(1));

        assertThat(freezes.thaw(tenants.get(1))).isTrue();
        scanning.get();

        assertThat(tenants)
                .allSatisfy(tenant -> assertThat(freezes.since(tenant)).isPresent());
    }

    /** The end of the log is one row that is held until the transaction ends; the thaw comes to it when the scan waits already. */
    private void append(AuditEvent event) {
        if (event.act() == AuditAct.TENANT_THAWED) {
            scanning = threads.submit(() -> scan.record(leakOfBoth(), () -> {}));
            while (nobodyWaits()) {
                Thread.onSpinWait();
            }
        }
        jdbc.sql("SELECT run FROM leak_reading_owner FOR UPDATE").query().listOfRows();
    }

    private boolean nobodyWaits() {
        return jdbc.sql(
                                "SELECT COUNT(*) FROM information_schema.processlist WHERE info LIKE :statement AND db = DATABASE()")
                        .param("statement", "INSERT IGNORE INTO tenant_freeze%" + tenants.get(1) + "%")
                        .query(Long.class)
                        .single()
                == 0;
    }

    private Seen leakOfBoth() {
        return Seen.in("app.log", Block.whole(new byte[80]), List.of(hit(0), hit(1)));
    }

    private Hit hit(int number) {
        var owner = new Owner("f" + number, tenants.get(number), new ConnectionId("c" + number), false);
        return new Hit(
                number * 40,
                number * 40 + 36,
                "live-token",
                Severity.CRITICAL,
                Certainty.CONFIRMED,
                owner,
                null,
                List.of());
    }

    private static final class NoNotices implements Notices {

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
