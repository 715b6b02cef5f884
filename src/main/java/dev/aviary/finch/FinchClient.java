package dev.aviary.finch;

import java.net.URI;
import java.time.Clock;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Makes a client without Spring, for tests and measurements. */
public final class FinchClient {

    private FinchClient() {}

    /**
     * A client with the default settings and no limits.
     *
     * @param simulator on this machine
     * @throws RuntimeException if it is not on this machine
     */
    public static Finch withoutLimits(URI simulator, Clock clock) {
        var given = Map.of("aviary.finch.base-url", simulator.toString(), "aviary.finch.limits.enabled", "false");
        var settings =
                new Binder(new MapConfigurationPropertySource(given)).bindOrCreate("aviary.finch", FinchSettings.class);
        return FinchConfiguration.client(settings, new UnlimitedBudget(clock), clock, Sleeper.REAL);
    }
}
