package dev.aviary.vault;

import dev.aviary.keys.Keys;
import dev.aviary.tenancy.Connections;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A real vault without Spring, for the tests of every room. */
public final class VaultForTests {

    private VaultForTests() {}

    public static TokenVault in(DataSource database, Keys keys, Connections connections, Clock clock) {
        return in(database, keys, connections, uses(database, clock, new SimpleMeterRegistry()), clock);
    }

    static TokenVault in(DataSource database, Keys keys, Connections connections, CountedUses uses, Clock clock) {
        return new SealedTokenVault(keys, connections, new JdbcTokenRows(JdbcClient.create(database), clock), uses);
    }

    static CountedUses uses(DataSource database, Clock clock, MeterRegistry meters) {
        return new CountedUses(
                new JdbcTokenUses(JdbcClient.create(database), clock),
                new UseEvents(meters),
                VaultConfiguration.apart(new JdbcTransactionManager(database)),
                settings(),
                clock);
    }

    static VaultProperties settings() {
        return new VaultProperties(10, 50, 10, Duration.ofDays(400));
    }
}
