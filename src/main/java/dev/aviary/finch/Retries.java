package dev.aviary.finch;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Which failed attempts are made again at once, and after how long (finch-api 3.2). What needs minutes or hours is left to the caller: a
 * worker that waits holds up other connections.
 */
final class Retries {

    private static final Duration WINDOW = Duration.ofSeconds(60);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    /** A longer wait that Finch asks for is the caller's to plan. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

    private final RandomGenerator random;

    Retries(RandomGenerator random) {
        this.random = random;
    }

    /**
     * @param asked what {@code Retry-After} said
     * @param attempt number of the attempt that failed, from 1
     * @return empty when there shall be no further attempt
     */
    Optional<Duration> pause(FinchException failure, @Nullable Duration asked, int attempt) {
        if (attempt > most(failure)) {
            return Optional.empty();
        }
        var own = failure.problem() == FinchProblem.APPLICATION_LIMIT
                ? WINDOW
                : FIRST_PAUSE.multipliedBy(1L << (attempt - 1));
        var pause = asked != null && asked.compareTo(own) > 0 ? asked : own;
        return pause.compareTo(LONGEST_PAUSE) > 0 ? Optional.empty() : Optional.of(pause.plus(jitter(own)));
    }

    private static int most(FinchException failure) {
        return switch (failure.problem()) {
            case APPLICATION_LIMIT -> 3;
            // Finch says that a 500 rarely passes within hours; a time-out has cost six minutes already.
            case SERVER -> failure.status() == 500 ? 1 : 3;
            case UNREACHABLE -> Unanswered.TIMED_OUT.equals(failure.word()) ? 1 : 3;
            case UNREADABLE_ANSWER -> 1;
            case REAUTH,
                    ACCOUNT_SETUP_REQUIRED,
                    TOKEN_DEAD,
                    CLIENT_REFUSED,
                    CODE_REFUSED,
                    PAYMENT_REQUIRED,
                    MISSING_PRODUCT,
                    NO_PERMISSION,
                    NOT_OFFERED,
                    NOT_FOUND,
                    REFUSED,
                    HOST_LIMIT,
                    PROVIDER_LIMIT -> 0;
        };
    }

    /** Up to a quarter more, so that workers that failed together do not come back together. */
    private Duration jitter(Duration pause) {
        return Duration.ofMillis(random.nextLong(pause.toMillis() / 4 + 1));
    }
}
