package dev.aviary.vault;

import dev.aviary.audit.AuditAct;
import dev.aviary.audit.AuditEvent;
import dev.aviary.audit.AuditLog;
import dev.aviary.tenancy.TenantId;
import dev.aviary.tenancy.Tenants;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Table {@code tenant_freeze}. */
final class JdbcTenantFreezes implements TenantFreezes {

    private static final String FREEZE = """
            INSERT IGNORE INTO tenant_freeze (tenant_id, frozen_at) VALUES (:tenant, :at)
            """;

    private final JdbcClient jdbc;
    private final Tenants tenants;
    private final AuditLog audit;
    private final TransactionOperations transaction;
    private final Clock clock;

    JdbcTenantFreezes(
            JdbcClient jdbc, Tenants tenants, AuditLog audit, TransactionOperations transaction, Clock clock) {
        this.jdbc = jdbc;
        this.tenants = tenants;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public boolean freeze(TenantId tenant) {
        if (tenants.find(tenant).isEmpty()) {
            throw new IllegalStateException("Tenant " + tenant + " is not on record, it cannot be frozen");
        }
        return change(AuditAct.TENANT_FROZEN, tenant, () -> jdbc.sql(FREEZE)
                .param("tenant", tenant.toString())
                .param("at", StoredInstant.of(clock.instant()))
                .update());
    }

    @Override
    public boolean thaw(TenantId tenant) {
        return change(
                AuditAct.TENANT_THAWED, tenant, () -> jdbc.sql("DELETE FROM tenant_freeze WHERE tenant_id = :tenant")
                        .param("tenant", tenant.toString())
                        .update());
    }

    @Override
    public Optional<Instant> since(TenantId tenant) {
        return jdbc.sql("SELECT frozen_at FROM tenant_freeze WHERE tenant_id = :tenant")
                .param("tenant", tenant.toString())
                .query((row, number) -> StoredInstant.in(row, "frozen_at"))
                .optional();
    }

    private boolean change(AuditAct act, TenantId tenant, IntSupplier statement) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            if (statement.getAsInt() == 0) {
                return false;
            }
            audit.append(AuditEvent.of(act).tenant(tenant.value()).build());
            return true;
        }));
    }
}
