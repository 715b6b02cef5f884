package dev.aviary.vault;

import dev.aviary.tenancy.TenantId;
import dev.aviary.tenancy.Tenants;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code tenant_freeze}. */
final class JdbcTenantFreezes implements TenantFreezes {

    private final JdbcClient jdbc;
    private final Tenants tenants;
    private final Clock clock;

    JdbcTenantFreezes(JdbcClient jdbc, Tenants tenants, Clock clock) {
        this.jdbc = jdbc;
        this.tenants = tenants;
        this.clock = clock;
    }

    @Override
    public boolean freeze(TenantId tenant) {
        if (tenants.find(tenant).isEmpty()) {
            throw new IllegalStateException("Tenant " + tenant + " is not on record, it cannot be frozen");
        }
        return jdbc.sql("INSERT IGNORE INTO tenant_freeze (tenant_id, frozen_at) VALUES (:tenant, :at)")
                        .param("tenant", tenant.toString())
                        .param("at", StoredInstant.of(clock.instant()))
                        .update()
                > 0;
    }

    @Override
    public boolean thaw(TenantId tenant) {
        return jdbc.sql("DELETE FROM tenant_freeze WHERE tenant_id = :tenant")
                        .param("tenant", tenant.toString())
                        .update()
                > 0;
    }

    @Override
    public Optional<Instant> since(TenantId tenant) {
        return jdbc.sql("SELECT frozen_at FROM tenant_freeze WHERE tenant_id = :tenant")
                .param("tenant", tenant.toString())
                .query((row, number) -> StoredInstant.in(row, "frozen_at"))
                .optional();
    }
}
