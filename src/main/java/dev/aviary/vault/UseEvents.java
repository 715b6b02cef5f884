package dev.aviary.vault;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of openings that nobody expected: in the log and as metrics. */
final class UseEvents {

    private static final Logger LOG = LoggerFactory.getLogger(UseEvents.class);

    private final Counter outside;
    private final Counter unusual;

    UseEvents(MeterRegistry meters) {
        outside = Counter.builder("aviary.vault.openings.outside.run")
                .description("openings of a token outside a run that no operator asked for")
                .register(meters);
        unusual = Counter.builder("aviary.vault.openings.unusual")
                .description("runs in which a token was opened far more often than usual")
                .register(meters);
    }

    void outside(TokenTally.Key key) {
        LOG.warn(
                "The token of connection {} is opened outside a run, for {}",
                key.connection(),
                key.occasion().purpose());
        outside.increment();
    }

    void unusual(TokenTally.Key key, long openings, double usual) {
        LOG.warn(
                "The token of connection {} was opened {} times for {} in run {}; usual are {}",
                key.connection(),
                openings,
                key.occasion().purpose(),
                key.occasion().run(),
                Math.round(usual));
        unusual.increment();
    }
}
