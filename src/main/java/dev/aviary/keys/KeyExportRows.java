package dev.aviary.keys;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Whole rows of {@code tenant_keyset} and {@code installation_key}: read as they are committed, written in the caller's transaction. */
final class KeyExportRows {

    private static final String TENANTS = """
            SELECT tenant_id, wrapping, sealing, tagging, epoch, epoch_at, rotated_at, created_at, shredded_at
            FROM tenant_keyset
            WHERE tenant_id = COALESCE(:tenant, tenant_id)
            ORDER BY tenant_id
            """;

    private static final String KEEP_TENANT = """
            INSERT INTO tenant_keyset
              (tenant_id, wrapping, sealing, tagging, epoch, epoch_at, rotated_at, created_at, shredded_at)
            VALUES
              (:tenant, :wrapping, :sealing, :tagging, :epoch, :epochAt, :rotatedAt, :createdAt, :shreddedAt)
            """;

    private static final String KEEP_INSTALLATION =
            "INSERT INTO installation_key (name, wrapped, created_at) VALUES (:name, :wrapped, :createdAt)";

    private final JdbcClient jdbc;
    private final TransactionTemplate apart;

    KeyExportRows(DataSource database) {
        this.jdbc = JdbcClient.create(database);
        this.apart = new TransactionTemplate(new JdbcTransactionManager(database));
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
    }

    record TenantRow(
            UUID tenant,
            byte @Nullable [] wrapping,
            byte @Nullable [] sealing,
            byte @Nullable [] tagging,
            long epoch,
            @Nullable Instant epochAt,
            @Nullable Instant rotatedAt,
            Instant createdAt,
            @Nullable Instant shreddedAt) {}

    record InstallationRow(String name, byte[] wrapped, Instant createdAt) {}

    /** @param tenant the only one; null for all */
    List<TenantRow> tenants(@Nullable UUID tenant) {
        return apart(() -> jdbc.sql(TENANTS)
                .param("tenant", tenant == null ? null : tenant.toString(), java.sql.Types.CHAR)
                .query((row, number) -> new TenantRow(
                        UUID.fromString(row.getString("tenant_id")),
                        row.getBytes("wrapping"),
                        row.getBytes("sealing"),
                        row.getBytes("tagging"),
                        row.getLong("epoch"),
                        instant(row.getObject("epoch_at", LocalDateTime.class)),
                        instant(row.getObject("rotated_at", LocalDateTime.class)),
                        Objects.requireNonNull(instant(row.getObject("created_at", LocalDateTime.class))),
                        instant(row.getObject("shredded_at", LocalDateTime.class))))
                .list());
    }

    List<InstallationRow> installation() {
        return apart(() -> jdbc.sql("SELECT name, wrapped, created_at FROM installation_key ORDER BY name")
                .query((row, number) -> new InstallationRow(
                        row.getString("name"),
                        row.getBytes("wrapped"),
                        Objects.requireNonNull(instant(row.getObject("created_at", LocalDateTime.class)))))
                .list());
    }

    /** The newest epoch in which a key of an individual of this tenant was ever wrapped. */
    long newestEpoch(UUID tenant) {
        return apart(() -> jdbc.sql("SELECT COALESCE(MAX(epoch), 0) FROM individual_key WHERE tenant_id = :tenant")
                .param("tenant", tenant.toString())
                .query(Long.class)
                .single());
    }

    void keep(TenantRow row) {
        jdbc.sql(KEEP_TENANT)
                .param("tenant", row.tenant().toString())
                .param("wrapping", row.wrapping(), java.sql.Types.VARBINARY)
                .param("sealing", row.sealing(), java.sql.Types.VARBINARY)
                .param("tagging", row.tagging(), java.sql.Types.VARBINARY)
                .param("epoch", row.epoch())
                .param("epochAt", stored(row.epochAt()), java.sql.Types.TIMESTAMP)
                .param("rotatedAt", stored(row.rotatedAt()), java.sql.Types.TIMESTAMP)
                .param("createdAt", stored(row.createdAt()))
                .param("shreddedAt", stored(row.shreddedAt()), java.sql.Types.TIMESTAMP)
                .update();
    }

    void keep(InstallationRow row) {
        jdbc.sql(KEEP_INSTALLATION)
                .param("name", row.name())
                .param("wrapped", row.wrapped())
                .param("createdAt", stored(row.createdAt()))
                .update();
    }

    private <T> T apart(Supplier<T> statement) {
        return Objects.requireNonNull(apart.execute(status -> statement.get()));
    }

    private static @Nullable Instant instant(@Nullable LocalDateTime stored) {
        return stored == null ? null : stored.toInstant(ZoneOffset.UTC);
    }

    private static @Nullable LocalDateTime stored(@Nullable Instant instant) {
        return instant == null ? null : LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
