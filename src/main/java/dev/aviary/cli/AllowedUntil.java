package dev.aviary.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What people write after {@code --until}: the last day, or a length. */
final class AllowedUntil {

    private static final Duration LONGEST = Duration.ofDays(3660);
    private static final Pattern LENGTH = Pattern.compile("([0-9]{1,6})([dh])");

    private final String text;
    private final @Nullable LocalDate lastDay;
    private final Duration length;

    /** @throws UsageException if it is neither */
    AllowedUntil(String text) {
        this.text = text;
        var given = LENGTH.matcher(text);
        if (given.matches()) {
            int number = Integer.parseInt(given.group(1));
            this.length = given.group(2).equals("d") ? Duration.ofDays(number) : Duration.ofHours(number);
            this.lastDay = null;
        } else {
            this.length = Duration.ZERO;
            this.lastDay = day(text);
        }
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new UsageException(
                    "--until is '" + text
                            + "'; it must be the last day, such as 2027-01-31, or a length, such as 30d or 12h",
                    e);
        }
    }

    /**
     * The end of that day there, or that long from now.
     *
     * @throws UsageException unless it is in the next ten years
     */
    Instant from(Instant now, ZoneId zone) {
        var until = lastDay == null
                ? now.plus(length)
                : lastDay.plusDays(1).atStartOfDay(zone).toInstant();
        if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST))) {
            throw new UsageException("--until is " + text + "; it must be in the future, within ten years");
        }
        return until;
    }
}
