package dev.aviary.vault;

import dev.aviary.keys.Keys;
import dev.aviary.tenancy.Connections;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A real vault without Spring, for the tests of every room. */
public final class VaultForTests {

    private VaultForTests() {}

    public static TokenVault in(DataSource database, Keys keys, Connections connections, Clock clock) {
        return new SealedTokenVault(keys, connections, new JdbcTokenRows(JdbcClient.create(database), clock));
    }
}
