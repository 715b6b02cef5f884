package dev.aviary.sync;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class JdbcSyncRuns implements SyncRuns {

    private static final String LINES = """
            SELECT k.run_id, t.name AS tenant, k.connection_id, c.products, k.state, k.cause, k.warning, k.missing, k.requests,
                   k.rows_added, k.rows_changed, k.rows_unchanged, k.rows_gone, k.items_failed, k.started_at, k.ended_at
              FROM sync_task k
              JOIN connection c ON c.connection_id = k.connection_id
              JOIN tenant t ON t.tenant_id = k.tenant_id
            """;

    private final JdbcClient jdbc;

    JdbcSyncRuns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Line> lines(long run) {
        return jdbc.sql(LINES + "WHERE k.run_id = ? ORDER BY k.position")
                .param(run)
                .query(JdbcSyncRuns::line)
                .list();
    }

    @Override
    public List<Line> newestOfEachConnection() {
        return jdbc.sql(LINES + """
                        JOIN (SELECT connection_id, MAX(run_id) AS run_id FROM sync_task GROUP BY connection_id) newest
                          ON newest.connection_id = k.connection_id AND newest.run_id = k.run_id
                        ORDER BY t.name, k.connection_id
                        """).query(JdbcSyncRuns::line).list();
    }

    @Override
    public Total total(long run) {
        return jdbc.sql("""
                        SELECT COUNT(*) AS connections,
                               COALESCE(SUM(CASE WHEN state IN ('PLANNED', 'RUNNING') THEN 0 ELSE 1 END), 0) AS ended,
                               COALESCE(SUM(CASE WHEN state = 'DONE' THEN 1 ELSE 0 END), 0) AS done,
                               COALESCE(SUM(CASE WHEN state = 'UP_TO_DATE' THEN 1 ELSE 0 END), 0) AS up_to_date,
                               COALESCE(SUM(CASE WHEN state = 'WAITING' THEN 1 ELSE 0 END), 0) AS waiting,
                               COALESCE(SUM(CASE WHEN state IN ('LATE', 'FAILED') THEN 1 ELSE 0 END), 0) AS trouble,
                               COALESCE(SUM(requests), 0) AS requests, COALESCE(SUM(rows_added), 0) AS rows_added,
                               COALESCE(SUM(rows_changed), 0) AS rows_changed, COALESCE(SUM(rows_unchanged), 0) AS rows_unchanged,
                               COALESCE(SUM(rows_gone), 0) AS rows_gone, COALESCE(SUM(items_failed), 0) AS items_failed
                          FROM sync_task WHERE run_id = ?
                        """)
                .param(run)
                .query((rs, row) -> new Total(
                        rs.getInt("connections"),
                        rs.getInt("ended"),
                        rs.getInt("done"),
                        rs.getInt("up_to_date"),
                        rs.getInt("waiting"),
                        rs.getInt("trouble"),
                        rs.getInt("requests"),
                        rows(rs)))
                .single();
    }

    private static Line line(ResultSet rs, int row) throws SQLException {
        var products = rs.getString("products");
        return new Line(
                rs.getLong("run_id"),
                rs.getString("tenant"),
                rs.getString("connection_id"),
                products.isBlank() ? List.of() : List.of(products.split("[\\s,]+")),
                TaskState.valueOf(rs.getString("state")),
                rs.getString("cause"),
                rs.getString("warning"),
                rs.getString("missing"),
                rs.getInt("requests"),
                rows(rs),
                instant(rs, "started_at"),
                instant(rs, "ended_at"));
    }

    private static Rows rows(ResultSet rs) throws SQLException {
        return new Rows(
                rs.getLong("rows_added"),
                rs.getLong("rows_changed"),
                rs.getLong("rows_unchanged"),
                rs.getLong("rows_gone"),
                rs.getLong("items_failed"));
    }

    private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        var time = rs.getObject(column, LocalDateTime.class);
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }
}
