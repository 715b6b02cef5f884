package dev.aviary.audit;

import dev.aviary.keys.KeyUnusableException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * Leaves a signed word in the second place that no checkpoint could be signed, at most one a day: whoever kept checkpoints away by changing the database and
 * then puts it right again cannot take that back.
 */
final class CheckpointAlarms {

    private static final String TYPE = "audit-alarm/1";

    private final Signer signer;
    private final CheckpointFiles files;
    private final Clock clock;

    CheckpointAlarms(Signer signer, CheckpointFiles files, Clock clock) {
        this.signer = signer;
        this.files = files;
        this.clock = clock;
    }

    /** @param fault why nothing is signed, without any value of an event */
    void raise(String fault) {
        var now = clock.instant();
        files.keepAlarm(
                LocalDate.ofInstant(now, ZoneOffset.UTC),
                document(Map.of(
                        "checkpoint",
                        files.newest(),
                        "fault",
                        fault,
                        "raised_at",
                        now.truncatedTo(ChronoUnit.SECONDS).toString(),
                        "type",
                        TYPE)));
    }

    /** Without a signature if the key is what was tampered with: an alarm is a fault whether it is signed or not. */
    private String document(Map<String, ?> body) {
        try {
            return signer.sign(body).document();
        } catch (KeyUnusableException e) {
            return CanonicalJson.write(body);
        }
    }

    /** Each alarm there is is a fault. */
    static void report(CheckpointFiles files, PublicKeys keys, Faults faults) {
        files.alarms().forEach((name, document) -> faults.add(told(name, document, keys)));
    }

    private static String told(String name, String document, PublicKeys keys) {
        try {
            var alarm = Certificate.parse(document);
            var body = alarm.body();
            if (TYPE.equals(body.get("type")) && alarm.isSignedBy(keys)) {
                return "alarm " + name + " of the second place: at " + body.get("raised_at")
                        + " nothing could be signed after checkpoint " + body.get("checkpoint")
                        + ", and what was written from then to the next checkpoint may be missing: "
                        + body.get("fault");
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        return "alarm " + name + " of the second place is not signed by a known key: it was changed or forged, or the"
                + " key was missing when it was raised";
    }
}
