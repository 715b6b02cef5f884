package dev.aviary.leakscan.findings;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.aviary.testing.StillClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The webhook is told of every incident until it has taken the notice, and nothing it does can end a scan. */
class WebhookNoticesTests {

    private static final Duration PATIENT = Duration.ofSeconds(30);

    private final StillClock clock = new StillClock(Instant.parse("2026-02-28T23:30:00Z"));
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile int status = 204;
    private final IncidentsToTell incidents = new IncidentsToTell(clock);
    private HttpServer server;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.createContext("/elsewhere", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.createContext("/silent", exchange -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() throws Exception {
        end.countDown();
        server.stop(0);
        incidents.close();
    }

    @Test
    void tellsIdsOnlyAndOnce() {
        var incident = incidents.open();
        var notices = notices("/hook", PATIENT);
        notices.send();
        notices.send();

        assertThat(bodies)
                .containsExactly(("{'format':'aviary-leak-notice/1','incident_id':'" + incident + "','finding_id':'"
                                + IncidentsToTell.FINDING
                                + "','aware_at':'2026-02-28T23:30:00Z','rule':'live-token','severity':'critical','tenant_id':'"
                                + new UUID(0, 5)
                                + "','connection_id':'c1','proposed':'disconnect the connection and connect it anew'}")
                        .replace('\'', '"'));
        assertThat(incidents.untold("noticed_at")).isEmpty();
    }

    @Test
    void keepsWhatCouldNotBeSentAndTriesAgain() {
        incidents.open();
        status = 302;
        var notices = notices("/hook", PATIENT);
        notices.sendSoon();
        notices.sendSoon();
        assertThat(bodies).as("one attempt, no redirect, then a rest").hasSize(1);
        assertThat(incidents.untold("noticed_at")).hasSize(1);

        status = 200;
        notices.send();
        assertThat(bodies).as("the end of a scan does not rest").hasSize(2);
        assertThat(incidents.untold("noticed_at")).isEmpty();

        incidents.open();
        clock.advance(Duration.ofMinutes(1));
        notices.sendSoon();
        assertThat(incidents.untold("noticed_at")).isEmpty();
    }

    @Test
    void neverThrows() {
        incidents.open();
        notices("/silent", Duration.ofMillis(50)).send();
        end.countDown();
        int port = server.getAddress().getPort();
        server.stop(0);
        incidents
                .by(new WebhookChannel(URI.create("http://127.0.0.1:" + port + "/hook"), PATIENT))
                .send();

        assertThat(incidents.untold("noticed_at")).hasSize(1);
    }

    @Test
    void forgetsWhatWasClosed() {
        incidents.open();
        incidents.closeAll();
        notices("/hook", PATIENT).send();

        assertThat(bodies).isEmpty();
    }

    private Notices notices(String path, Duration timeout) {
        var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        return incidents.by(new WebhookChannel(address, timeout));
    }
}
