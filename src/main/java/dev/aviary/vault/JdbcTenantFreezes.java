package dev.aviary.vault;

import dev.aviary.audit.AuditAct;
import dev.aviary.audit.AuditEvent;
import dev.aviary.audit.AuditLog;
import dev.aviary.tenancy.TenantId;
import dev.aviary.tenancy.Tenants;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
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
        return !freeze(List.of(tenant)).isEmpty();
    }

    @Override
    public Set<TenantId> freeze(Collection<TenantId> frozen) {
        frozen.forEach(this::requireOnRecord);
        var inOrder = new TreeSet<>(Comparator.comparing(TenantId::value));
        inOrder.addAll(frozen);
        return change(AuditAct.TENANT_FROZEN, inOrder, tenant -> jdbc.sql(FREEZE)
                .param("tenant", tenant.toString())
                .param("at", StoredInstant.of(clock.instant()))
                .update());
    }

    @Override
    public boolean thaw(TenantId tenant) {
        return !change(AuditAct.TENANT_THAWED, Set.of(tenant), each -> jdbc.sql(
                                "DELETE FROM tenant_freeze WHERE tenant_id = :tenant")
                        .param("tenant", each.toString())
                        .update())
                .isEmpty();
    }

    private void requireOnRecord(TenantId tenant) {
        if (tenants.find(tenant).isEmpty()) {
            throw new IllegalStateException("Tenant " + tenant + " is not on record, it cannot be frozen");
        }
    }

    @Override
    public Optional<Instant> since(TenantId tenant) {
        return jdbc.sql("SELECT frozen_at FROM tenant_freeze WHERE tenant_id = :tenant")
                .param("tenant", tenant.toString())
                .query((row, number) -> StoredInstant.in(row, "frozen_at"))
                .optional();
    }

    /** All rows before the first event, since an event holds the end of the audit log until the transaction ends. */
    private Set<TenantId> change(AuditAct act, Collection<TenantId> each, ToIntFunction<TenantId> statement) {
        return Objects.requireNonNull(transaction.execute(status -> {
            var changed = new LinkedHashSet<TenantId>();
            each.stream().filter(tenant -> statement.applyAsInt(tenant) > 0).forEach(changed::add);
            changed.forEach(tenant ->
                    audit.append(AuditEvent.of(act).tenant(tenant.value()).build()));
            return changed;
        }));
    }
}
