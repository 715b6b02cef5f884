package dev.aviary.vault;

import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code secret_fingerprint}. */
final class JdbcSecretFingerprintRows {

    static final String TABLE = "secret_fingerprint";

    private static final String COLUMNS =
            "SELECT fingerprint_id, kind, owner_id, sealed, retired_at FROM secret_fingerprint ";

    private static final String SINCE = COLUMNS + """
            WHERE retired_at IS NULL OR retired_at >= :since
            ORDER BY CASE WHEN retired_at IS NULL THEN 0 ELSE 1 END, kind, fingerprint_id
            """;

    private static final String KEEP = """
            INSERT INTO secret_fingerprint (fingerprint_id, kind, owner_id, sealed, made_at)
            VALUES (:id, :kind, :owner, :sealed, :at)
            """;

    private static final RowMapper<Row> ROW = (row, number) -> new Row(
            row.getString("fingerprint_id"),
            row.getString("kind"),
            row.getString("owner_id"),
            row.getBytes("sealed"),
            row.getObject("retired_at") != null);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Supplier<UUID> ids;

    JdbcSecretFingerprintRows(JdbcClient jdbc, Clock clock, Supplier<UUID> ids) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.ids = ids;
    }

    /** @param owner null for a secret of the settings */
    record Row(String id, String kind, @Nullable String owner, byte[] sealed, boolean retired) {}

    String nextId() {
        return ids.get().toString();
    }

    void keep(String id, String kind, @Nullable String owner, byte[] sealed) {
        jdbc.sql(KEEP)
                .param("id", id)
                .param("kind", kind)
                .param("owner", owner, Types.CHAR)
                .param("sealed", sealed)
                .param("at", StoredInstant.of(clock.instant()))
                .update();
    }

    List<Row> since(Instant retired) {
        return jdbc.sql(SINCE)
                .param("since", StoredInstant.of(retired))
                .query(ROW)
                .list();
    }

    /** Those of a secret of the settings. */
    List<Row> ofSetting(String kind) {
        return jdbc.sql(COLUMNS + "WHERE kind = :kind AND owner_id IS NULL ORDER BY fingerprint_id")
                .param("kind", kind)
                .query(ROW)
                .list();
    }

    Optional<Row> find(String id) {
        return jdbc.sql(COLUMNS + "WHERE fingerprint_id = :id")
                .param("id", id)
                .query(ROW)
                .optional();
    }

    void retire(String id) {
        jdbc.sql("UPDATE secret_fingerprint SET retired_at = :at WHERE fingerprint_id = :id AND retired_at IS NULL")
                .param("at", StoredInstant.of(clock.instant()))
                .param("id", id)
                .update();
    }

    void retireOf(UUID owner) {
        jdbc.sql("UPDATE secret_fingerprint SET retired_at = :at WHERE owner_id = :owner AND retired_at IS NULL")
                .param("at", StoredInstant.of(clock.instant()))
                .param("owner", owner.toString())
                .update();
    }

    /** It is in use again. */
    void revive(String id) {
        jdbc.sql("UPDATE secret_fingerprint SET retired_at = NULL WHERE fingerprint_id = :id")
                .param("id", id)
                .update();
    }

    void delete(String id) {
        jdbc.sql("DELETE FROM secret_fingerprint WHERE fingerprint_id = :id")
                .param("id", id)
                .update();
    }

    void forgetRetiredBefore(Instant instant) {
        jdbc.sql("DELETE FROM secret_fingerprint WHERE retired_at < :before")
                .param("before", StoredInstant.of(instant))
                .update();
    }
}
