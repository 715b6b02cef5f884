package dev.aviary.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * An event as it stands in the log. Everything is text or number as it was stored, so that an event of a newer version can be verified and exported by
 * an older one.
 *
 * @param figures canonical JSON, or null
 */
record Written(
        int lane,
        long position,
        Instant at,
        String act,
        String actor,
        @Nullable String actorId,
        @Nullable String tenant,
        @Nullable String connection,
        @Nullable Long run,
        byte @Nullable [] subject,
        @Nullable String object,
        @Nullable String figures,
        byte[] previous) {

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    /** Canonical JSON (RFC 8785) of all fields but the hash itself: what is hashed, and what an export shows. */
    String canonical() {
        return new CanonicalObject()
                .text("act", act)
                .text("actor", actor)
                .text("actor_id", actorId)
                .text("at", MICROS.format(at))
                .text("connection", connection)
                .raw("figures", figures)
                .number("lane", (long) lane)
                .text("object", object)
                .number("position", position)
                .bytes("previous", previous)
                .number("run", run)
                .bytes("subject", subject)
                .text("tenant", tenant)
                .toString();
    }
}
