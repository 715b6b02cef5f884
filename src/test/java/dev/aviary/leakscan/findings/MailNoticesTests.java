package dev.aviary.leakscan.findings;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.aviary.testing.StillClock;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Mail goes through a real server that speaks SMTP, until it was taken, and beside the webhook. */
class MailNoticesTests {

    private final StillClock clock = new StillClock(Instant.parse("2026-02-28T23:30:00Z"));
    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final IncidentsToTell incidents = new IncidentsToTell(clock);
    private Notices notices;

    @BeforeEach
    void open() {
        server.start();
        notices = notices(server.getSmtp().getPort());
    }

    private Notices notices(int port) {
        var mail = new JavaMailSenderImpl();
        mail.setHost("127.0.0.1");
        mail.setPort(port);
        var channel = new MailChannel(mail, "aviary@example.com", List.of("a@example.com", "b@example.com"));
        return incidents.by(channel);
    }

    @AfterEach
    void close() throws Exception {
        server.stop();
        incidents.close();
    }

    @Test
    void tellsIdsOnlyAndOnce() throws Exception {
        var incident = incidents.open();
        notices.send();
        notices.send();

        var mails = server.getReceivedMessages();
        assertThat(mails).as("one for each address").hasSize(2);
        assertThat(mails[0].getSubject()).isEqualTo("Aviary: a live token was seen, incident " + incident);
        assertThat(text(mails[0]))
                .contains("incident_id: " + incident, "aware_at: 2026-02-28T23:30:00Z", "connection_id: c1")
                .contains("'aviary findings show " + IncidentsToTell.FINDING + "'")
                .doesNotContain("app.log", "***");
        assertThat(incidents.untold("mailed_at")).isEmpty();
        assertThat(incidents.untold("noticed_at")).as("the webhook's").hasSize(1);
    }

    @Test
    void keepsWhatCouldNotBeSentAndTriesAgain() {
        incidents.open();
        int port = server.getSmtp().getPort();
        server.stop();
        var refused = notices(port);
        refused.send();
        assertThat(incidents.untold("mailed_at")).hasSize(1);

        server.start();
        notices(server.getSmtp().getPort()).send();
        assertThat(incidents.untold("mailed_at")).isEmpty();
    }

    private static String text(MimeMessage mail) throws Exception {
        return String.valueOf(mail.getContent());
    }
}
