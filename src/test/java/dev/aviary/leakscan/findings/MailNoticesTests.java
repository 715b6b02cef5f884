package dev.aviary.leakscan.findings;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.aviary.leakscan.Certainty;
import dev.aviary.leakscan.Owner;
import dev.aviary.leakscan.Severity;
import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.TenantId;
import dev.aviary.testing.StillClock;
import dev.aviary.testing.TestDatabase;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Mail goes through a real server that speaks SMTP, until it was taken, and beside the webhook. */
class MailNoticesTests {

    private final StillClock clock = new StillClock(Instant.parse("2026-02-28T23:30:00Z"));
    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private DataSource database;
    private IncidentRows incidents;
    private FindingRows findings;
    private Notices notices;

    @BeforeEach
    void open() {
        database = TestDatabase.h2().dataSource();
        var jdbc = JdbcClient.create(database);
        incidents = new IncidentRows(jdbc, clock, IdsForTests.next());
        findings = new FindingRows(jdbc, clock, IdsForTests.next());
        server.start();
        notices = notices(server.getSmtp().getPort());
    }

    private Notices notices(int port) {
        var mail = new JavaMailSenderImpl();
        mail.setHost("127.0.0.1");
        mail.setPort(port);
        var channel = new MailChannel(mail, "aviary@example.com", List.of("a@example.com", "b@example.com"));
        return new PendingNotices(channel, incidents, findings, clock);
    }

    @AfterEach
    void close() throws Exception {
        server.stop();
        ((AutoCloseable) database).close();
    }

    @Test
    void tellsIdsOnlyAndOnce() throws Exception {
        var incident = opened();
        notices.send();
        notices.send();

        var mails = server.getReceivedMessages();
        assertThat(mails).as("one for each address").hasSize(2);
        assertThat(mails[0].getSubject()).isEqualTo("Aviary: a live token was seen, incident " + incident);
        assertThat(text(mails[0]))
                .contains("incident_id: " + incident, "aware_at: 2026-02-28T23:30:00Z", "connection_id: c1")
                .contains("'aviary findings show " + new UUID(0x4a4a4a4aL, 1) + "'")
                .doesNotContain("app.log", "***");
        assertThat(incidents.untold("mailed_at", 10)).isEmpty();
        assertThat(incidents.untold("noticed_at", 10)).as("the webhook's").hasSize(1);
    }

    @Test
    void keepsWhatCouldNotBeSentAndTriesAgain() {
        opened();
        int port = server.getSmtp().getPort();
        server.stop();
        var refused = notices(port);
        refused.send();
        assertThat(incidents.untold("mailed_at", 10)).hasSize(1);

        server.start();
        notices(server.getSmtp().getPort()).send();
        assertThat(incidents.untold("mailed_at", 10)).isEmpty();
    }

    private static String text(MimeMessage mail) throws Exception {
        return String.valueOf(mail.getContent());
    }

    private UUID opened() {
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
                1);
        return incidents.open(findings.locked(sighting, "app.log").id(), clock.instant());
    }
}
