package dev.aviary.vault;

import dev.aviary.audit.AuditAct;
import dev.aviary.audit.AuditEvent;
import dev.aviary.audit.AuditField;
import dev.aviary.audit.AuditLog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of openings that nobody expected: in the audit log, in the log and as metrics. */
final class UseEvents {

    private static final Logger LOG = LoggerFactory.getLogger(UseEvents.class);

    private final AuditLog audit;
    private final Counter outside;
    private final Counter unusual;

    UseEvents(AuditLog audit, MeterRegistry meters) {
        this.audit = audit;
        outside = Counter.builder("aviary.vault.openings.outside.run")
                .description("openings of a token outside a run that no operator asked for")
                .register(meters);
        unusual = Counter.builder("aviary.vault.openings.unusual")
                .description("runs in which a token was opened far more often than usual")
                .register(meters);
    }

    void outside(TokenTally.Key key) {
        LOG.warn(
                "The token of connection {} is opened outside a run, for {}",
                key.connection(),
                key.occasion().purpose());
        outside.increment();
        audit.append(event(AuditAct.TOKEN_OPENED_OUTSIDE_RUN, key).build());
    }

    /** @param most how many would not have been unusual */
    void unusual(TokenTally.Key key, long openings, long most) {
        LOG.warn(
                "The token of connection {} was opened {} times for {} in run {}; up to {} is usual",
                key.connection(),
                openings,
                key.occasion().purpose(),
                key.occasion().run(),
                most);
        unusual.increment();
        audit.append(event(AuditAct.TOKEN_OPENINGS_UNUSUAL, key)
                .run(key.occasion().run())
                .figure(AuditField.COUNT, openings)
                .figure(AuditField.LIMIT, most)
                .build());
    }

    private static AuditEvent.Builder event(AuditAct act, TokenTally.Key key) {
        return AuditEvent.of(act)
                .tenant(key.tenant().value())
                .connection(key.connection().value());
    }
}
