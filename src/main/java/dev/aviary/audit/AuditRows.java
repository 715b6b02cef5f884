package dev.aviary.audit;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code audit_event}. Knows no way to change or remove a row. */
final class AuditRows {

    private static final String APPEND = """
            INSERT INTO audit_event (lane, position, happened_at, act, actor, actor_id, tenant_id, connection_id, run_id, subject, object_id, figures,
                                     previous, hash, mac)
            VALUES (:lane, :position, :at, :act, :actor, :actorId, :tenant, :connection, :run, :subject, :object, :figures, :previous, :hash, :mac)
            """;

    private final JdbcClient jdbc;

    AuditRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void append(Written event, byte[] hash, byte[] mac) {
        jdbc.sql(APPEND)
                .param("lane", event.lane())
                .param("position", event.position())
                .param("at", LocalDateTime.ofInstant(event.at(), ZoneOffset.UTC))
                .param("act", event.act())
                .param("actor", event.actor())
                .param("actorId", event.actorId())
                .param("tenant", event.tenant())
                .param("connection", event.connection())
                .param("run", event.run())
                .param("subject", event.subject())
                .param("object", event.object())
                .param("figures", event.figures())
                .param("previous", event.previous())
                .param("hash", hash)
                .param("mac", mac)
                .update();
    }
}
