package dev.aviary.operators;

import dev.aviary.tenancy.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code operator_account}. */
final class OperatorRows {

    private static final String SELECT = """
            SELECT operator_id, name, role, tenant_id, enabled, salt, iterations, password_hash, key_hash, failures, failed_at, created_at
              FROM operator_account
            """;

    private static final String ADD = """
            INSERT INTO operator_account (operator_id, name, role, tenant_id, enabled, salt, iterations, password_hash, key_hash, failures, created_at)
            VALUES (:id, :name, :role, :tenant, 1, :salt, :iterations, :password, :key, 0, :at)
            """;

    private static final String RESET = """
            UPDATE operator_account SET salt = :salt, iterations = :iterations, password_hash = :password, key_hash = :key, failures = 0,
                   failed_at = NULL
             WHERE operator_id = :id
            """;

    /** Counted before it is looked at, so that many attempts at once cannot outrun the count. */
    private static final String CLAIM_ATTEMPT = """
            UPDATE operator_account SET failures = failures + 1, failed_at = :at WHERE operator_id = :id AND failures = :seen
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    OperatorRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record Row(
            Operator operator,
            Password password,
            byte @Nullable [] keyFingerprint,
            int failures,
            @Nullable Instant failedAt) {}

    boolean isEmpty() {
        return jdbc.sql("SELECT COUNT(*) FROM operator_account")
                        .query(Long.class)
                        .single()
                == 0;
    }

    List<Row> all() {
        return jdbc.sql(SELECT + " ORDER BY name").query(OperatorRows::row).list();
    }

    Optional<Row> find(String name) {
        return jdbc.sql(SELECT + " WHERE name = :name")
                .param("name", name)
                .query(OperatorRows::row)
                .optional();
    }

    /** Locks the accounts of all admins until the transaction ends. */
    long lockEnabledAdmins() {
        return jdbc.sql("SELECT operator_id FROM operator_account WHERE role = :role AND enabled = 1 FOR UPDATE")
                .param("role", Role.ADMIN.word())
                .query(String.class)
                .list()
                .size();
    }

    void add(UUID id, String name, Role role, @Nullable TenantId tenant, Password password, byte[] keyFingerprint) {
        jdbc.sql(ADD)
                .param("id", id.toString())
                .param("name", name)
                .param("role", role.word())
                .param("tenant", tenant == null ? null : tenant.toString(), Types.CHAR)
                .param("salt", password.salt())
                .param("iterations", password.iterations())
                .param("password", password.hash())
                .param("key", keyFingerprint)
                .param("at", stored(clock.instant()))
                .update();
    }

    void reset(UUID id, Password password, byte[] keyFingerprint) {
        jdbc.sql(RESET)
                .param("id", id.toString())
                .param("salt", password.salt())
                .param("iterations", password.iterations())
                .param("password", password.hash())
                .param("key", keyFingerprint)
                .update();
    }

    void disable(UUID id) {
        jdbc.sql("UPDATE operator_account SET enabled = 0 WHERE operator_id = :id")
                .param("id", id.toString())
                .update();
    }

    boolean claimAttempt(UUID id, int seen) {
        return jdbc.sql(CLAIM_ATTEMPT)
                        .param("id", id.toString())
                        .param("seen", seen)
                        .param("at", stored(clock.instant()))
                        .update()
                == 1;
    }

    void forgetFailures(UUID id) {
        jdbc.sql("UPDATE operator_account SET failures = 0, failed_at = NULL WHERE operator_id = :id")
                .param("id", id.toString())
                .update();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        var tenant = row.getString("tenant_id");
        var key = row.getBytes("key_hash");
        var operator = new Operator(
                UUID.fromString(row.getString("operator_id")),
                row.getString("name"),
                Role.of(row.getString("role")),
                tenant == null ? null : TenantId.parse(tenant),
                row.getInt("enabled") == 1,
                key != null,
                row.getObject("created_at", LocalDateTime.class).toInstant(ZoneOffset.UTC));
        var failedAt = row.getObject("failed_at", LocalDateTime.class);
        return new Row(
                operator,
                new Password(row.getBytes("salt"), row.getInt("iterations"), row.getBytes("password_hash")),
                key,
                row.getInt("failures"),
                failedAt == null ? null : failedAt.toInstant(ZoneOffset.UTC));
    }

    private static LocalDateTime stored(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
    }
}
