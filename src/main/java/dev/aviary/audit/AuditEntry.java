package dev.aviary.audit;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An event of the log, for people and programs to read. Names of acts and figures are as stored; a newer version may have written ones unknown here. */
public record AuditEntry(
        Instant at,
        String act,
        String actor,
        @Nullable String actorId,
        @Nullable String tenant,
        @Nullable String connection,
        @Nullable Long run,
        @Nullable String subject,
        @Nullable String object,
        Map<String, Object> figures,
        int lane,
        long position) {

    static AuditEntry of(Written event) {
        return new AuditEntry(
                event.at(),
                event.act(),
                event.actor(),
                event.actorId(),
                event.tenant(),
                event.connection(),
                event.run(),
                event.subject() == null ? null : HexFormat.of().formatHex(event.subject()),
                event.object(),
                event.figures() == null ? new TreeMap<>() : CanonicalJson.parse(event.figures()),
                event.lane(),
                event.position());
    }
}
