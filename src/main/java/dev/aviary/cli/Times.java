package dev.aviary.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Times as people read them: local, with their zone. */
final class Times {

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm z");

    private Times() {}

    static String local(@Nullable Instant instant) {
        return instant == null ? "never" : LOCAL.format(instant.atZone(ZoneId.systemDefault()));
    }

    /** For example {@code 3 d 4 h} or {@code 12 s}. */
    static String length(Duration duration) {
        if (duration.toDays() > 0) {
            return duration.toDays() + " d " + duration.toHoursPart() + " h";
        }
        if (duration.toHours() > 0) {
            return duration.toHours() + " h " + duration.toMinutesPart() + " min";
        }
        if (duration.toMinutes() > 0) {
            return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        }
        return duration.toSeconds() + " s";
    }

    static String since(@Nullable Instant instant, Instant now) {
        return instant == null ? "never" : length(Duration.between(instant, now)) + " ago";
    }
}
