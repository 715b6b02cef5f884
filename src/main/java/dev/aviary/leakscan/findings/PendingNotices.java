package dev.aviary.leakscan.findings;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Tells each open incident through one channel until it was taken: at least once. */
final class PendingNotices implements Notices {

    private static final Logger log = LoggerFactory.getLogger(PendingNotices.class);
    private static final Duration REST = Duration.ofMinutes(1);
    private static final int MOST = 1000;

    private final Channel channel;
    private final IncidentRows incidents;
    private final FindingRows findings;
    private final Clock clock;
    private final ReentrantLock sending = new ReentrantLock();
    private volatile Instant restUntil = Instant.MIN;

    PendingNotices(Channel channel, IncidentRows incidents, FindingRows findings, Clock clock) {
        this.channel = channel;
        this.incidents = incidents;
        this.findings = findings;
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
        for (var incident : incidents.untold(channel.column(), MOST)) {
            var failure = channel.failureOf(notice(incident));
            if (failure.isPresent()) {
                rest(failure.get());
                return;
            }
            incidents.told(channel.column(), incident.id());
        }
    }

    private void rest(String failure) {
        restUntil = clock.instant().plus(REST);
        log.warn("Notices of incidents could not be sent, the next scan tries again: {}", failure);
    }

    private Map<String, Object> notice(Incident incident) {
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
        return notice;
    }
}
