package dev.aviary.finch;

import dev.aviary.testing.MovableClock;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/** Lets the client of an application context wait by moving the clock on: a minute of a rate limit costs a test no time. */
public final class VirtualWaits implements ApplicationContextInitializer<GenericApplicationContext> {

    private final MovableClock clock;

    public VirtualWaits(MovableClock clock) {
        this.clock = clock;
    }

    @Override
    public void initialize(GenericApplicationContext context) {
        context.registerBean("virtualWaits", Sleeper.class, () -> clock::advance, bean -> bean.setPrimary(true));
    }
}
