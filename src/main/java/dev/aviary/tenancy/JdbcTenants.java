package dev.aviary.tenancy;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code tenant}. */
final class JdbcTenants implements Tenants {

    private static final String ALL = "SELECT tenant_id, name FROM tenant ORDER BY name_key";

    private static final String BY_ID = "SELECT tenant_id, name FROM tenant WHERE tenant_id = :id";

    private static final String BY_NAME = "SELECT tenant_id, name FROM tenant WHERE name_key = :key";

    /** Sees past the snapshot of the caller's transaction. */
    private static final String BY_NAME_NOW = BY_NAME + " FOR UPDATE";

    private static final String KEEP = """
            INSERT INTO tenant (tenant_id, name, name_key, created_at) VALUES (:id, :name, :key, :at)
            ON DUPLICATE KEY UPDATE name_key = VALUES(name_key)
            """;

    private static final RowMapper<Tenant> TENANT =
            (row, number) -> new Tenant(TenantId.parse(row.getString("tenant_id")), row.getString("name"));

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Supplier<UUID> ids;

    JdbcTenants(JdbcClient jdbc, Clock clock, Supplier<UUID> ids) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public Tenant named(String name) {
        var wanted = new TenantName(name);
        return byName(BY_NAME, wanted).orElseGet(() -> create(wanted));
    }

    @Override
    public Optional<Tenant> find(TenantId id) {
        return jdbc.sql(BY_ID).param("id", id.toString()).query(TENANT).optional();
    }

    @Override
    public Optional<Tenant> lookUp(String nameOrId) {
        try {
            var byName = byName(BY_NAME, new TenantName(nameOrId));
            return byName.isPresent() ? byName : find(TenantId.parse(nameOrId.strip()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<Tenant> all() {
        return jdbc.sql(ALL).query(TENANT).list();
    }

    private Tenant create(TenantName wanted) {
        jdbc.sql(KEEP)
                .param("id", ids.get().toString())
                .param("name", wanted.text())
                .param("key", wanted.key())
                .param("at", StoredInstant.of(clock.instant()))
                .update();
        return byName(BY_NAME_NOW, wanted).orElseThrow();
    }

    private Optional<Tenant> byName(String sql, TenantName wanted) {
        return jdbc.sql(sql).param("key", wanted.key()).query(TENANT).optional();
    }
}
