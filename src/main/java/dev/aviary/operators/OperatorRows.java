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
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code operator_account}. */
final class OperatorRows {

    private static final String SELECT = """
            SELECT operator_id, name, role, tenant_id, enabled, salt, iterations, password_hash, key_hash, failures, failed_at, created_at, code
              FROM operator_account
            """;

    private static final String ADD = """
            INSERT INTO operator_account (operator_id, name, role, tenant_id, enabled, salt, iterations, password_hash, key_hash, failures, created_at, code)
            VALUES (:id, :name, :role, :tenant, 1, :salt, :iterations, :password, :key, 0, :at, :code)
            """;

    private static final String RESET = """
            UPDATE operator_account SET salt = :salt, iterations = :iterations, password_hash = :password, key_hash = :key, code = :code,
                   failures = 0, failed_at = NULL
             WHERE operator_id = :id
            """;

    /** Counted before it is looked at, so that many attempts at once cannot outrun the count. */
    private static final String CLAIM_ATTEMPT = """
            UPDATE operator_account SET failures = failures + 1, failed_at = :at WHERE operator_id = :id AND failures = :seen
            """;

    /** An admin of one tenant may not manage operators, so it does not count. */
    private static final String LOCK_ADMINS =
            SELECT + " WHERE role = :role AND enabled = 1 AND tenant_id IS NULL FOR UPDATE";

    private final JdbcClient jdbc;
    private final Clock clock;

    OperatorRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    boolean isEmpty() {
        return jdbc.sql("SELECT COUNT(*) FROM operator_account")
                        .query(Long.class)
                        .single()
                == 0;
    }

    List<Account> all() {
        return jdbc.sql(SELECT + " ORDER BY name").query(OperatorRows::row).list();
    }

    Optional<Account> find(String name) {
        return jdbc.sql(SELECT + " WHERE name = :name")
                .param("name", name)
                .query(OperatorRows::row)
                .optional();
    }

    /** Until the transaction ends. */
    Account lock(UUID id) {
        return jdbc.sql(SELECT + " WHERE operator_id = :id FOR UPDATE")
                .param("id", id.toString())
                .query(OperatorRows::row)
                .single();
    }

    /** Until the transaction ends: the accounts of all who may manage operators. */
    List<Account> lockEnabledAdmins() {
        return jdbc.sql(LOCK_ADMINS)
                .param("role", Role.ADMIN.word())
                .query(OperatorRows::row)
                .list();
    }

    boolean hasAnyWithoutCode() {
        return jdbc.sql("SELECT COUNT(*) FROM operator_account WHERE code IS NULL")
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Until the transaction ends. */
    List<Account> lockWithoutCode() {
        return jdbc.sql(SELECT + " WHERE code IS NULL FOR UPDATE")
                .query(OperatorRows::row)
                .list();
    }

    void keepCode(UUID id, byte[] code) {
        jdbc.sql("UPDATE operator_account SET code = :code WHERE operator_id = :id")
                .param("code", code)
                .param("id", id.toString())
                .update();
    }

    void add(Account account, byte[] code) {
        var operator = account.operator();
        var tenant = operator.tenant();
        jdbc.sql(ADD)
                .param("id", operator.id().toString())
                .param("name", operator.name())
                .param("role", operator.role().word())
                .param("tenant", tenant == null ? null : tenant.toString(), Types.CHAR)
                .param("salt", account.password().salt())
                .param("iterations", account.password().iterations())
                .param("password", account.password().hash())
                .param("key", account.keyFingerprint())
                .param("at", stored(operator.createdAt()))
                .param("code", code)
                .update();
    }

    void reset(Account account, byte[] code) {
        jdbc.sql(RESET)
                .param("id", account.id().toString())
                .param("salt", account.password().salt())
                .param("iterations", account.password().iterations())
                .param("password", account.password().hash())
                .param("key", account.keyFingerprint())
                .param("code", code)
                .update();
    }

    void disable(UUID id, byte[] code) {
        jdbc.sql("UPDATE operator_account SET enabled = 0, code = :code WHERE operator_id = :id")
                .param("code", code)
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

    private static Account row(ResultSet row, int number) throws SQLException {
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
        return new Account(
                operator,
                new Password(row.getBytes("salt"), row.getInt("iterations"), row.getBytes("password_hash")),
                key,
                row.getInt("failures"),
                failedAt == null ? null : failedAt.toInstant(ZoneOffset.UTC),
                row.getBytes("code"));
    }

    private static LocalDateTime stored(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
    }
}
