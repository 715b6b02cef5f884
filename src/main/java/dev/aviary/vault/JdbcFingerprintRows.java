package dev.aviary.vault;

import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code token_fingerprint}. */
final class JdbcFingerprintRows {

    static final String TABLE = "token_fingerprint";

    private static final String COLUMNS =
            "SELECT fingerprint_id, connection_id, tenant_id, sealed, retired_at FROM token_fingerprint ";

    private static final String OF = COLUMNS + """
            WHERE tenant_id = :tenant AND (retired_at IS NULL OR retired_at >= :since)
            ORDER BY CASE WHEN retired_at IS NULL THEN 0 ELSE 1 END, connection_id
            """;

    private static final String KEEP = """
            INSERT INTO token_fingerprint (fingerprint_id, connection_id, tenant_id, sealed, made_at)
            VALUES (:id, :connection, :tenant, :sealed, :at)
            """;

    private static final String WITHOUT = """
            SELECT t.connection_id FROM access_token t
            WHERE t.tenant_id = :tenant
              AND NOT EXISTS (SELECT 1 FROM token_fingerprint f WHERE f.connection_id = t.connection_id AND f.retired_at IS NULL)
            ORDER BY t.connection_id
            """;

    private static final RowMapper<Row> ROW = (row, number) -> new Row(
            row.getString("fingerprint_id"),
            new ConnectionId(row.getString("connection_id")),
            TenantId.parse(row.getString("tenant_id")),
            row.getBytes("sealed"),
            row.getObject("retired_at") != null);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Supplier<UUID> ids;

    JdbcFingerprintRows(JdbcClient jdbc, Clock clock, Supplier<UUID> ids) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.ids = ids;
    }

    record Row(String id, ConnectionId connection, TenantId tenant, byte[] sealed, boolean retired) {}

    String nextId() {
        return ids.get().toString();
    }

    void keep(String id, TenantId tenant, ConnectionId connection, byte[] sealed) {
        jdbc.sql(KEEP)
                .param("id", id)
                .param("connection", connection.value())
                .param("tenant", tenant.toString())
                .param("sealed", sealed)
                .param("at", StoredInstant.of(clock.instant()))
                .update();
    }

    void retire(ConnectionId connection) {
        jdbc.sql(
                        "UPDATE token_fingerprint SET retired_at = :at WHERE connection_id = :connection AND retired_at IS NULL")
                .param("at", StoredInstant.of(clock.instant()))
                .param("connection", connection.value())
                .update();
    }

    List<Row> of(TenantId tenant, Instant retiredSince) {
        return jdbc.sql(OF)
                .param("tenant", tenant.toString())
                .param("since", StoredInstant.of(retiredSince))
                .query(ROW)
                .list();
    }

    Optional<Row> find(String id) {
        return jdbc.sql(COLUMNS + "WHERE fingerprint_id = :id")
                .param("id", id)
                .query(ROW)
                .optional();
    }

    /** Tokens that were taken in before there were fingerprints, or whose fingerprint is of no use any more. */
    List<ConnectionId> without(TenantId tenant) {
        return jdbc.sql(WITHOUT)
                .param("tenant", tenant.toString())
                .query((row, number) -> new ConnectionId(row.getString("connection_id")))
                .list();
    }

    void delete(String id) {
        jdbc.sql("DELETE FROM token_fingerprint WHERE fingerprint_id = :id")
                .param("id", id)
                .update();
    }

    void forgetRetiredBefore(Instant instant) {
        jdbc.sql("DELETE FROM token_fingerprint WHERE retired_at < :before")
                .param("before", StoredInstant.of(instant))
                .update();
    }
}
