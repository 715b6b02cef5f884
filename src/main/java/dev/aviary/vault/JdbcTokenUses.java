package dev.aviary.vault;

import dev.aviary.tenancy.ConnectionId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code token_use}. */
final class JdbcTokenUses {

    private static final String ADD = """
            INSERT INTO token_use (connection_id, purpose, occasion, run_id, tenant_id, openings, first_at, last_at)
            VALUES (:connection, :purpose, :occasion, :run, :tenant, :openings, :at, :at)
            ON DUPLICATE KEY UPDATE openings = openings + VALUES(openings), last_at = VALUES(last_at)
            """;

    private static final String OF = """
            SELECT purpose, occasion, run_id, openings, first_at, last_at, unusual_at FROM token_use
            WHERE connection_id = :connection ORDER BY last_at DESC, run_id DESC, purpose
            """;

    private static final String BEFORE = """
            SELECT openings FROM token_use
            WHERE connection_id = :connection AND purpose = :purpose AND occasion = :occasion AND run_id < :run
            ORDER BY run_id DESC LIMIT :runs
            """;

    /** Only the first who finds out gets a row. */
    private static final String MARK_UNUSUAL = """
            UPDATE token_use SET unusual_at = :at
            WHERE connection_id = :connection AND purpose = :purpose AND occasion = :occasion AND run_id = :run
              AND unusual_at IS NULL AND openings > :most
            """;

    private static final int LEAST_RUNS = 3;

    private final JdbcClient jdbc;
    private final Clock clock;

    JdbcTokenUses(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void add(TokenTally.Key key, long openings) {
        of(ADD, key)
                .param("tenant", key.tenant().toString())
                .param("openings", openings)
                .param("at", StoredInstant.of(clock.instant()))
                .update();
    }

    /** Openings so far, by this process and others. */
    long openings(TokenTally.Key key) {
        return of("""
                        SELECT openings FROM token_use
                        WHERE connection_id = :connection AND purpose = :purpose AND occasion = :occasion AND run_id = :run
                        """, key).query(Long.class).optional().orElse(0L);
    }

    /** The mean of the last runs before this one; empty while too few are on record. */
    OptionalDouble usual(TokenTally.Key key, int runs) {
        var before = of(BEFORE, key).param("runs", runs).query(Long.class).list();
        return before.size() < Math.min(LEAST_RUNS, runs)
                ? OptionalDouble.empty()
                : before.stream().mapToLong(Long::longValue).average();
    }

    boolean markUnusual(TokenTally.Key key, long most) {
        return of(MARK_UNUSUAL, key)
                        .param("at", StoredInstant.of(clock.instant()))
                        .param("most", most)
                        .update()
                > 0;
    }

    List<TokenUse> of(ConnectionId connection) {
        return jdbc.sql(OF)
                .param("connection", connection.value())
                .query((row, number) -> new TokenUse(
                        new Occasion(
                                Purpose.valueOf(row.getString("purpose")),
                                Occasion.Within.valueOf(row.getString("occasion")),
                                row.getLong("run_id")),
                        row.getLong("openings"),
                        StoredInstant.in(row, "first_at"),
                        StoredInstant.in(row, "last_at"),
                        StoredInstant.orNull(row, "unusual_at")))
                .list();
    }

    void forgetOlderThan(Duration age) {
        jdbc.sql("DELETE FROM token_use WHERE last_at < :before")
                .param("before", StoredInstant.of(clock.instant().minus(age)))
                .update();
    }

    private JdbcClient.StatementSpec of(String sql, TokenTally.Key key) {
        return jdbc.sql(sql)
                .param("connection", key.connection().value())
                .param("purpose", key.occasion().purpose().name())
                .param("occasion", key.occasion().within().name())
                .param("run", key.occasion().run());
    }
}
