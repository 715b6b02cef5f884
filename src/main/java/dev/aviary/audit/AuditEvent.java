package dev.aviary.audit;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An act to be written down. Ids and numbers only: there is no field for text, so nothing personal can get in.
 *
 * @param act what was done
 * @param tenant whose data it concerned
 * @param connection Finch's id of the connection it concerned
 * @param run number of the job run it concerned, whoever acted
 * @param subject pseudonym of the individual it concerned, 16 bytes that die with the individual's key
 * @param object id of another thing it concerned: an operator, a request, a certificate
 * @param figures numbers, each from -(2^53-1) to 2^53-1, as JSON can carry them exactly
 */
public record AuditEvent(
        AuditAct act,
        @Nullable UUID tenant,
        @Nullable String connection,
        @Nullable Long run,
        byte @Nullable [] subject,
        @Nullable UUID object,
        Map<AuditField, Long> figures) {

    static final int SUBJECT_BYTES = 16;

    private static final long MAX_FIGURE = (1L << 53) - 1;
    private static final Pattern ID = Pattern.compile("[!-~]{1,100}");

    public AuditEvent {
        if (connection != null && !ID.matcher(connection).matches()) {
            throw new IllegalArgumentException("A connection id has 1 to 100 visible ASCII characters");
        }
        if (subject != null && subject.length != SUBJECT_BYTES) {
            throw new IllegalArgumentException("A pseudonym has " + SUBJECT_BYTES + " bytes, not " + subject.length);
        }
        figures.forEach(AuditEvent::requireExact);
        subject = subject == null ? null : subject.clone();
        var sorted = new EnumMap<AuditField, Long>(AuditField.class);
        sorted.putAll(figures);
        figures = Collections.unmodifiableMap(sorted);
    }

    public static Builder of(AuditAct act) {
        return new Builder(act);
    }

    @Override
    public byte @Nullable [] subject() {
        return subject == null ? null : subject.clone();
    }

    private static void requireExact(AuditField field, long figure) {
        if (Math.abs(figure) > MAX_FIGURE || figure == Long.MIN_VALUE) {
            throw new IllegalArgumentException("Figure " + field + " is beyond 2^53-1");
        }
    }

    /** Gathers what an event has beside its act; everything is optional. */
    public static final class Builder {

        private final AuditAct act;
        private final Map<AuditField, Long> figures = new EnumMap<>(AuditField.class);
        private @Nullable UUID tenant;
        private @Nullable String connection;
        private @Nullable Long run;
        private byte @Nullable [] subject;
        private @Nullable UUID object;

        private Builder(AuditAct act) {
            this.act = act;
        }

        public Builder tenant(UUID id) {
            this.tenant = id;
            return this;
        }

        public Builder connection(String id) {
            this.connection = id;
            return this;
        }

        public Builder run(long number) {
            this.run = number;
            return this;
        }

        public Builder subject(byte[] pseudonym) {
            this.subject = pseudonym.clone();
            return this;
        }

        public Builder object(UUID id) {
            this.object = id;
            return this;
        }

        public Builder figure(AuditField field, long figure) {
            figures.put(field, figure);
            return this;
        }

        /** @throws IllegalArgumentException if an id, a pseudonym or a figure is not what it must be */
        public AuditEvent build() {
            return new AuditEvent(act, tenant, connection, run, subject, object, figures);
        }
    }
}
