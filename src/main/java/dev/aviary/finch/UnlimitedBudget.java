package dev.aviary.finch;

import java.time.Clock;
import java.time.Instant;

/** For a simulator without limits: touches no database. An hour's silence is kept all the same, as long as the process lives. */
final class UnlimitedBudget implements RequestBudget {

    private final Clock clock;
    private volatile Instant silentUntil = Instant.MIN;

    UnlimitedBudget(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Permit acquire(Bucket bucket) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (clock.instant().isBefore(silentUntil)) {
            throw FinchException.hostSilent(silentUntil);
        }
        return () -> {};
    }

    @Override
    public Instant silenceHost() {
        silentUntil = clock.instant().plus(JdbcRequestBudget.SILENCE);
        return silentUntil;
    }
}
