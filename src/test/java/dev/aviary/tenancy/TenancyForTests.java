package dev.aviary.tenancy;

import java.time.Clock;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Real tenancy without Spring, for the tests of every room. Tenant ids are drawn from a fixed seed. */
public record TenancyForTests(Tenants tenants, Connections connections) {

    public static TenancyForTests in(DataSource database, Clock clock) {
        var jdbc = JdbcClient.create(database);
        var ids = new Random(20260228);
        return new TenancyForTests(
                new JdbcTenants(jdbc, clock, () -> new UUID(ids.nextLong(), ids.nextLong())),
                new JdbcConnections(jdbc, clock));
    }

    /** Puts a connection of a tenant on record. */
    public ConnectionId connection(String tenant, String connection) {
        var id = new ConnectionId(connection);
        connections.register(id, tenants.named(tenant).id());
        return id;
    }
}
