package dev.aviary.vault;

import dev.aviary.audit.AuditLog;
import dev.aviary.keys.Keys;
import dev.aviary.tenancy.Connections;
import dev.aviary.tenancy.Tenants;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A real vault without Spring, for the tests of every room. */
public final class VaultForTests {

    private VaultForTests() {}

    public static TokenVault in(DataSource database, Keys keys, Connections connections, Clock clock) {
        AuditLog nobody = event -> {};
        var uses = uses(database, nobody, clock, new SimpleMeterRegistry());
        return in(database, keys, connections, uses, nobody, clock);
    }

    static TokenVault in(
            DataSource database, Keys keys, Connections connections, CountedUses uses, AuditLog audit, Clock clock) {
        return new SealedTokenVault(
                keys,
                connections,
                new JdbcTokenRows(JdbcClient.create(database), clock),
                uses,
                audit,
                new TransactionTemplate(new JdbcTransactionManager(database)));
    }

    public static TenantFreezes freezes(DataSource database, Tenants tenants, AuditLog audit, Clock clock) {
        return new JdbcTenantFreezes(
                JdbcClient.create(database),
                tenants,
                audit,
                new TransactionTemplate(new JdbcTransactionManager(database)),
                clock);
    }

    static CountedUses uses(DataSource database, AuditLog audit, Clock clock, MeterRegistry meters) {
        return new CountedUses(
                new JdbcTokenUses(JdbcClient.create(database), clock),
                new UseEvents(audit, meters),
                VaultConfiguration.apart(new JdbcTransactionManager(database)),
                settings(),
                clock);
    }

    static VaultProperties settings() {
        return new VaultProperties(10, 50, 10, Duration.ofDays(400));
    }
}
