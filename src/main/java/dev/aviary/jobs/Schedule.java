package dev.aviary.jobs;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/**
 * A cron expression read in a time zone. A change to or from daylight-saving time neither skips nor doubles a run: a fixed hour that does not exist
 * that day runs as much later as the clock jumped, one that exists twice runs the first time only. (Quartz and Spring both skip the night of the
 * spring change.) An expression with a wildcard in its hour runs by elapsed time, each real hour once.
 *
 * @param cron six fields: second, minute, hour, day of month, month, day of week
 */
public record Schedule(String cron, ZoneId zone) {

    /** @throws IllegalArgumentException if the expression is not a valid one */
    public Schedule {
        CronExpression.parse(cron);
    }

    /** The first scheduled time after {@code after}; empty if there is none, for example for 30 February. */
    public Optional<ZonedDateTime> nextAfter(Instant after) {
        var from = after.atZone(zone);
        return Optional.ofNullable(
                hasFixedHours()
                        ? nextByWallClock(from)
                        : CronExpression.parse(cron).next(from));
    }

    private @Nullable ZonedDateTime nextByWallClock(ZonedDateTime from) {
        var expression = CronExpression.parse(cron);
        // A time inside the gap is shown to the expression as the wall clock would have stood, so that a shifted run is
        // not run again.
        LocalDateTime wall = from.toLocalDateTime().minusHours(3);
        while ((wall = expression.next(wall)) != null) {
            var candidate = ZonedDateTime.ofLocal(wall, zone, null);
            if (candidate.isAfter(from)) {
                return candidate;
            }
        }
        return null;
    }

    private boolean hasFixedHours() {
        return cron.startsWith("@")
                ? !cron.equals("@hourly")
                : cron.trim().split("\\s+")[2].matches("[0-9,\\-]+");
    }
}
