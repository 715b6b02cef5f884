package dev.aviary.audit;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
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

    /** Canonical JSON (RFC 8785) of all fields but the hash itself: what is hashed, and what an export shows. */
    byte[] canonical() {
        var json = new CanonicalObject();
        writeTo(json);
        return Arrays.copyOf(json.bytes(), json.length());
    }

    /** The same, in place of what the object held. */
    void writeTo(CanonicalObject json) {
        json.clear()
                .text("act", act)
                .text("actor", actor)
                .text("actor_id", actorId)
                .text("at", micros())
                .text("connection", connection)
                .raw("figures", figures)
                .number("lane", (long) lane)
                .text("object", object)
                .number("position", position)
                .bytes("previous", previous)
                .number("run", run)
                .bytes("subject", subject)
                .text("tenant", tenant)
                .end();
    }

    /** As {@code 2026-03-02T06:00:00.000000Z}. By hand, because a formatter takes longer than the hash. */
    private String micros() {
        var time = LocalDateTime.ofEpochSecond(at.getEpochSecond(), at.getNano(), ZoneOffset.UTC);
        var text = new StringBuilder(27);
        digits(text, time.getYear(), 1_000).append('-');
        digits(text, time.getMonthValue(), 10).append('-');
        digits(text, time.getDayOfMonth(), 10).append('T');
        digits(text, time.getHour(), 10).append(':');
        digits(text, time.getMinute(), 10).append(':');
        digits(text, time.getSecond(), 10).append('.');
        return digits(text, time.getNano() / 1_000, 100_000).append('Z').toString();
    }

    /** Whatever a database may hold gives a text of its own, so the first digit is all that is left of a number that is too large. */
    private static StringBuilder digits(StringBuilder text, int number, int first) {
        text.append(number / first);
        for (int weight = first / 10; weight > 0; weight /= 10) {
            text.append(number / weight % 10);
        }
        return text;
    }
}
