package dev.aviary.keys;

import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tables {@code key_check} and {@code tenant_keyset}. Written outside the caller's transaction, each statement committed by itself: a keyset is
 * cached and used by other transactions, so it must not vanish when the one that happened to need it first rolls back.
 */
final class KeysetRows {

    private static final String CHECK = "SELECT sealed FROM key_check WHERE check_id = 1";

    private static final String KEEP_CHECK =
            "INSERT INTO key_check (check_id, sealed, created_at) VALUES (1, :sealed, :at)";

    private static final String UNTOUCHED = """
            SELECT NOT EXISTS (SELECT 1 FROM key_check) AND NOT EXISTS (SELECT 1 FROM tenant_keyset)
               AND NOT EXISTS (SELECT 1 FROM installation_key)
            """;

    private static final String FIND = """
            SELECT wrapping, sealing, tagging, epoch, epoch_at, rotated_at, shredded_at, closing_epoch
            FROM tenant_keyset WHERE tenant_id = :tenant
            """;

    private static final String KEEP = """
            INSERT INTO tenant_keyset (tenant_id, wrapping, sealing, tagging, epoch, epoch_at, created_at)
            VALUES (:tenant, :wrapping, :sealing, :tagging, :epoch, :at, :at)
            """;

    /** Every change of a keyset names what it was made from, so that of two that change it at once one does nothing. */
    private static final String ROTATE = """
            UPDATE tenant_keyset SET sealing = :sealing, rotated_at = :at WHERE tenant_id = :tenant AND sealing = :old
            """;

    private static final String REPLACE = """
            UPDATE tenant_keyset SET wrapping = :wrapping, sealing = :sealing, tagging = :tagging
            WHERE tenant_id = :tenant AND sealing = :oldSealing AND tagging = :oldTagging
              AND (wrapping = :oldWrapping OR wrapping IS NULL)
            """;

    private static final String OPEN_EPOCH = """
            UPDATE tenant_keyset SET epoch = :epoch, epoch_at = :at WHERE tenant_id = :tenant AND epoch < :epoch
            """;

    private static final String LOCK_CLOSING =
            "SELECT COALESCE(closing_epoch, 0) FROM tenant_keyset WHERE tenant_id = :tenant FOR UPDATE";

    private static final String CLOSED = """
            UPDATE tenant_keyset SET closing_epoch = NULL WHERE tenant_id = :tenant AND closing_epoch < :newest
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate apart;
    private final Clock clock;

    KeysetRows(DataSource database, Clock clock) {
        this.jdbc = JdbcClient.create(database);
        this.apart = new TransactionTemplate(new JdbcTransactionManager(database));
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
        this.clock = clock;
    }

    /**
     * The wrapped keysets of a tenant; null once shredded.
     *
     * @param wrapping wraps the other two; null also from before there was one, then the key-encryption key wraps them
     * @param closing whether the end of an epoch was told and its key may still be there
     */
    record Row(
            byte @Nullable [] wrapping,
            byte @Nullable [] sealing,
            byte @Nullable [] tagging,
            long epoch,
            @Nullable Instant epochAt,
            @Nullable Instant rotatedAt,
            boolean shredded,
            boolean closing) {}

    /** Whether nothing was ever wrapped here. */
    boolean isUntouched() {
        return apart(() -> jdbc.sql(UNTOUCHED).query(Boolean.class).single());
    }

    Optional<byte[]> check() {
        return apart(() ->
                jdbc.sql(CHECK).query((row, number) -> row.getBytes("sealed")).optional());
    }

    /** The first to come wins; whoever comes second keeps nothing. */
    void keepCheck(byte[] sealed) {
        keepUnlessThere(() ->
                jdbc.sql(KEEP_CHECK).param("sealed", sealed).param("at", now()).update());
    }

    /** On the caller's connection, so that a pool in which every worker holds one does not run dry; may miss what is newer than its snapshot. */
    Optional<Row> find(UUID tenant) {
        return jdbc.sql(FIND)
                .param("tenant", tenant.toString())
                .query((row, number) -> new Row(
                        row.getBytes("wrapping"),
                        row.getBytes("sealing"),
                        row.getBytes("tagging"),
                        row.getLong("epoch"),
                        instant(row.getObject("epoch_at", LocalDateTime.class)),
                        instant(row.getObject("rotated_at", LocalDateTime.class)),
                        row.getObject("shredded_at") != null,
                        row.getObject("closing_epoch") != null))
                .optional();
    }

    /** Whatever is committed. */
    Optional<Row> findCommitted(UUID tenant) {
        return apart(() -> find(tenant));
    }

    /** The first to come wins; whoever comes second keeps nothing. */
    void keep(UUID tenant, long epoch, TenantWrapping wrapping, byte[] sealing, byte[] tagging) {
        keepUnlessThere(() -> jdbc.sql(KEEP)
                .param("tenant", tenant.toString())
                .param("wrapping", wrapping.stored(), Types.VARBINARY)
                .param("sealing", sealing)
                .param("tagging", tagging)
                .param("epoch", epoch)
                .param("at", now())
                .update());
    }

    /** In the caller's transaction. @return false if the keyset is no longer the old one */
    boolean rotate(UUID tenant, byte[] old, byte[] sealing, @Nullable Instant at) {
        return jdbc.sql(ROTATE)
                        .param("tenant", tenant.toString())
                        .param("old", old)
                        .param("sealing", sealing)
                        .param("at", at == null ? null : LocalDateTime.ofInstant(at, ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** In the caller's transaction: the same keysets, wrapped anew. @return false if they are no longer the old ones */
    boolean replace(UUID tenant, Row old, byte @Nullable [] wrapping, byte[] sealing, byte[] tagging) {
        return jdbc.sql(REPLACE)
                        .param("tenant", tenant.toString())
                        .param("sealing", sealing)
                        .param("tagging", tagging)
                        .param("wrapping", wrapping, Types.VARBINARY)
                        .param("oldWrapping", old.wrapping(), Types.VARBINARY)
                        .param("oldSealing", old.sealing())
                        .param("oldTagging", old.tagging())
                        .update()
                == 1;
    }

    /** In the caller's transaction; waits for everybody who makes keys in the epoch before. */
    boolean openEpoch(UUID tenant, long epoch) {
        return jdbc.sql(OPEN_EPOCH)
                        .param("tenant", tenant.toString())
                        .param("epoch", epoch)
                        .param("at", now())
                        .update()
                == 1;
    }

    /** In the caller's transaction: locks the row. @return the epoch that is being closed; 0 if none is */
    long lockClosing(UUID tenant) {
        return jdbc.sql(LOCK_CLOSING)
                .param("tenant", tenant.toString())
                .query(Long.class)
                .single();
    }

    /** In the caller's transaction. */
    void closing(UUID tenant, long epoch) {
        jdbc.sql("UPDATE tenant_keyset SET closing_epoch = :epoch WHERE tenant_id = :tenant")
                .param("tenant", tenant.toString())
                .param("epoch", epoch)
                .update();
    }

    /** The keys of all epochs before the newest are gone. */
    void closed(UUID tenant, long newest) {
        apart(() -> jdbc.sql(CLOSED)
                .param("tenant", tenant.toString())
                .param("newest", newest)
                .update());
    }

    /** In the caller's transaction. */
    void replaceCheck(byte[] sealed) {
        jdbc.sql("UPDATE key_check SET sealed = :sealed WHERE check_id = 1")
                .param("sealed", sealed)
                .update();
    }

    List<UUID> tenants() {
        return apart(() -> jdbc.sql("SELECT tenant_id FROM tenant_keyset ORDER BY tenant_id")
                .query((row, number) -> UUID.fromString(row.getString("tenant_id")))
                .list());
    }

    List<UUID> living() {
        return apart(() -> jdbc.sql("SELECT tenant_id FROM tenant_keyset WHERE shredded_at IS NULL ORDER BY tenant_id")
                .query((row, number) -> UUID.fromString(row.getString("tenant_id")))
                .list());
    }

    private void keepUnlessThere(Supplier<Integer> insert) {
        try {
            apart(insert);
        } catch (DuplicateKeyException e) {
            // Another thread or process was first; the caller reads what it kept.
        }
    }

    private <T> T apart(Supplier<T> statement) {
        return Objects.requireNonNull(apart.execute(status -> statement.get()));
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
    }

    private static @Nullable Instant instant(@Nullable LocalDateTime stored) {
        return stored == null ? null : stored.toInstant(ZoneOffset.UTC);
    }
}
