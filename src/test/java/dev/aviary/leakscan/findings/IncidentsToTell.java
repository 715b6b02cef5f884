package dev.aviary.leakscan.findings;

import dev.aviary.leakscan.Certainty;
import dev.aviary.leakscan.Owner;
import dev.aviary.leakscan.Severity;
import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.TenantId;
import dev.aviary.testing.TestDatabase;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Incidents of one live token in one log, in a database of their own, that nobody was told of yet. */
final class IncidentsToTell {

    /** The finding, the same for all. */
    static final UUID FINDING = new UUID(0x4a4a4a4aL, 1);

    private final DataSource database = TestDatabase.h2().dataSource();
    private final Clock clock;
    private final IncidentRows incidents;
    private final FindingRows findings;

    IncidentsToTell(Clock clock) {
        this.clock = clock;
        var jdbc = JdbcClient.create(database);
        incidents = new IncidentRows(jdbc, clock, IdsForTests.next());
        findings = new FindingRows(jdbc, clock, IdsForTests.next());
    }

    UUID open() {
        var owner = new Owner("f1", new TenantId(new UUID(0, 5)), new ConnectionId("c1"), false);
        var sighting = new Sighting(
                new byte[] {1},
                new byte[] {2},
                "live-token",
                Severity.CRITICAL,
                Certainty.CONFIRMED,
                owner,
                "***",
                0,
                1,
                false);
        return incidents.open(findings.locked(sighting, "app.log").id(), clock.instant());
    }

    void closeAll() {
        incidents.close(FINDING);
    }

    List<Incident> untold(String column) {
        return incidents.untold(column, 10);
    }

    Notices by(Channel channel) {
        return new PendingNotices(channel, incidents, findings, clock);
    }

    void close() throws Exception {
        ((AutoCloseable) database).close();
    }
}
