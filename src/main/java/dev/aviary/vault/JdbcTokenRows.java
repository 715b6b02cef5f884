package dev.aviary.vault;

import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.ForeignConnectionException;
import dev.aviary.tenancy.TenantId;
import java.time.Clock;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tables {@code access_token} and {@code retired_token}. Sees sealed bytes only, so no log of a statement's values can hold a token. */
final class JdbcTokenRows {

    static final String TABLE = "access_token";
    static final String RETIRED = "retired_token";

    private static final String FIND = """
            SELECT t.tenant_id, t.version, t.sealed, f.frozen_at FROM access_token t LEFT JOIN tenant_freeze f ON f.tenant_id = t.tenant_id
            WHERE t.connection_id = :connection
            """;

    private static final String FIND_RETIRED = FIND.replace("access_token", "retired_token");

    private static final String RETIRE = """
            INSERT IGNORE INTO retired_token (connection_id, tenant_id, version, sealed, retired_at)
            VALUES (:connection, :tenant, :version, :sealed, :at)
            """;

    private static final String KEEP = """
            INSERT INTO access_token (connection_id, tenant_id, version, sealed, sealed_at) VALUES (:connection, :tenant, :version, :sealed, :at)
            ON DUPLICATE KEY UPDATE tenant_id = VALUES(tenant_id), version = VALUES(version), sealed = VALUES(sealed), sealed_at = VALUES(sealed_at)
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    JdbcTokenRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param version which of the connection's tokens it says to be
     * @param frozen whether its tenant is, as of this very query
     */
    record Row(TenantId tenant, long version, byte[] sealed, boolean frozen) {

        /** Whoever asks took the tenant from another table than the token's: one of the two may have been changed. */
        void requireLendable(TenantId asked, ConnectionId connection) {
            if (!tenant.equals(asked)) {
                throw new ForeignConnectionException(connection);
            }
            requireNotFrozen();
        }

        void requireNotFrozen() {
            if (frozen) {
                throw new FrozenException(tenant);
            }
        }
    }

    Optional<Row> find(ConnectionId connection) {
        return find(FIND, connection);
    }

    void keep(TenantId tenant, ConnectionId connection, long version, byte[] sealed) {
        jdbc.sql(KEEP)
                .param("connection", connection.value())
                .param("tenant", tenant.toString())
                .param("version", version)
                .param("sealed", sealed)
                .param("at", StoredInstant.of(clock.instant()))
                .update();
    }

    /** @return whether there was one */
    boolean delete(ConnectionId connection) {
        return delete("DELETE FROM access_token WHERE connection_id = :connection", connection);
    }

    /** An older one that is still there stays: it is the last that was known to work. */
    void retire(TenantId tenant, ConnectionId connection, long version, byte[] sealed) {
        jdbc.sql(RETIRE)
                .param("connection", connection.value())
                .param("tenant", tenant.toString())
                .param("version", version)
                .param("sealed", sealed)
                .param("at", StoredInstant.of(clock.instant()))
                .update();
    }

    Optional<Row> findRetired(ConnectionId connection) {
        return find(FIND_RETIRED, connection);
    }

    boolean deleteRetired(ConnectionId connection) {
        return delete("DELETE FROM retired_token WHERE connection_id = :connection", connection);
    }

    private boolean delete(String sql, ConnectionId connection) {
        return jdbc.sql(sql).param("connection", connection.value()).update() > 0;
    }

    private Optional<Row> find(String sql, ConnectionId connection) {
        return jdbc.sql(sql)
                .param("connection", connection.value())
                .query((row, number) -> new Row(
                        TenantId.parse(row.getString("tenant_id")),
                        row.getLong("version"),
                        row.getBytes("sealed"),
                        row.getObject("frozen_at") != null))
                .optional();
    }
}
