package dev.aviary.leakscan.findings;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Posts each open incident to the configured webhook, until it was taken: at least once. The notice has ids and words of Aviary, no text from a source. The
 * address is not logged.
 */
final class WebhookNotices implements Notices {

    private static final Logger log = LoggerFactory.getLogger(WebhookNotices.class);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration REST = Duration.ofMinutes(1);
    private static final int MOST = 1000;

    private final URI address;
    private final IncidentRows incidents;
    private final FindingRows findings;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private final Duration timeout;
    private final Clock clock;
    private final ReentrantLock sending = new ReentrantLock();
    private volatile Instant restUntil = Instant.MIN;

    /** @param timeout until the webhook has answered */
    WebhookNotices(URI address, IncidentRows incidents, FindingRows findings, Duration timeout, Clock clock) {
        this.address = address;
        this.incidents = incidents;
        this.findings = findings;
        this.timeout = timeout;
        this.clock = clock;
    }

    @Override
    public void sendSoon() {
        if (!clock.instant().isBefore(restUntil)) {
            send();
        }
    }

    @Override
    public void send() {
        if (!sending.tryLock()) {
            return;
        }
        try {
            sendAll();
        } catch (DataAccessException e) {
            rest("the database failed with " + e.getClass().getSimpleName());
        } finally {
            sending.unlock();
        }
    }

    private void sendAll() {
        for (var incident : incidents.unnoticed(MOST)) {
            var failure = failureOf(incident);
            if (failure.isPresent()) {
                rest(failure.get());
                return;
            }
            incidents.noticed(incident.id());
        }
    }

    private void rest(String failure) {
        restUntil = clock.instant().plus(REST);
        log.warn("Notices of incidents could not be sent, the next scan tries again: {}", failure);
    }

    private Optional<String> failureOf(Incident incident) {
        var request = HttpRequest.newBuilder(address)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(notice(incident)))
                .build();
        try {
            var answer = client.send(request, BodyHandlers.ofInputStream());
            answer.body().close();
            return answer.statusCode() / 100 == 2
                    ? Optional.empty()
                    : Optional.of("the webhook answered HTTP " + answer.statusCode());
        } catch (IOException e) {
            return Optional.of(e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    private String notice(Incident incident) {
        var finding = findings.find(incident.finding()).orElseThrow();
        var notice = new LinkedHashMap<String, Object>();
        notice.put("format", "aviary-leak-notice/1");
        notice.put("incident_id", incident.id().toString());
        notice.put("finding_id", finding.id().toString());
        notice.put("aware_at", incident.awareAt().toString());
        notice.put("rule", finding.rule());
        notice.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
        if (finding.tenant() != null) {
            notice.put("tenant_id", finding.tenant().toString());
        }
        if (finding.connection() != null) {
            notice.put("connection_id", finding.connection().value());
        }
        notice.put("proposed", "disconnect the connection and connect it anew");
        return JsonMapper.shared().writeValueAsString(notice);
    }
}
