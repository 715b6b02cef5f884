package dev.aviary.keys;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** What depends on the keysets of a tenant, as it is committed. */
final class TenantKeyUses {

    private static final String INDIVIDUALS = "individual_key";

    private final JdbcClient jdbc;
    private final TransactionTemplate apart;
    private final Supplier<List<SealedTable>> tables;

    /** @param tables asked late: whoever declares one may need keys */
    TenantKeyUses(DataSource database, Supplier<List<SealedTable>> tables) {
        this.jdbc = JdbcClient.create(database);
        this.apart = new TransactionTemplate(new JdbcTransactionManager(database));
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
        this.tables = tables;
    }

    /** @throws KeyUnusableException if something is sealed for the tenant: its keysets were there, and must not be made anew */
    void requireNone(UUID tenant) {
        var dependent = Stream.concat(tables.get().stream().map(SealedTable::table), Stream.of(INDIVIDUALS))
                .distinct()
                .filter(table -> hasRows(table, tenant))
                .toList();
        if (!dependent.isEmpty()) {
            throw new KeyUnusableException(
                    "The keysets of tenant " + tenant
                            + " are missing from tenant_keyset, but rows of " + String.join(" and ", dependent)
                            + " depend on them, and new ones would open none of these; bring them back by 'aviary keys import' with the newest export, or restore the row from a backup. Other tenants are not affected");
        }
    }

    private boolean hasRows(String table, UUID tenant) {
        return Objects.requireNonNull(
                apart.execute(status -> jdbc.sql("SELECT 1 FROM " + table + " WHERE tenant_id = :tenant LIMIT 1")
                        .param("tenant", tenant.toString())
                        .query(Integer.class)
                        .optional()
                        .isPresent()));
    }
}
