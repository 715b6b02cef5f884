package dev.aviary.operators;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long an account is closed to typed secrets after failed attempts: five are free, then 2 s, 4 s, 8 s, up to 15 minutes. */
final class Throttle {

    static final int FREE = 5;

    private static final Duration LONGEST = Duration.ofMinutes(15);

    private Throttle() {}

    /** Zero if the next attempt may be made. */
    static Duration left(int failures, @Nullable Instant failedAt, Instant now) {
        if (failures < FREE || failedAt == null) {
            return Duration.ZERO;
        }
        var until = failedAt.plus(pause(failures));
        return now.isBefore(until) ? Duration.between(now, until) : Duration.ZERO;
    }

    private static Duration pause(int failures) {
        var exponent = Math.min(failures - FREE + 1, 20);
        var pause = Duration.ofSeconds(1L << exponent);
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }
}
