package dev.aviary.sync;

import dev.aviary.store.LateNumbers;
import dev.aviary.store.RowCounts;
import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.EntityId;
import dev.aviary.tenancy.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table of tasks: what a run has to do, who does it, how far it is. Every change by a worker carries its fence; a worker whose run was taken over
 * changes nothing and learns it by {@link LeaseLostException}.
 */
@Component
class SyncTasks {

    private final JdbcClient jdbc;
    private final Clock clock;

    SyncTasks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** All tasks of a run are planned in one transaction: if there is one, there are all. */
    boolean isPlanned(long run) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM sync_task WHERE run_id = ?)")
                .param(run)
                .query(Boolean.class)
                .single();
    }

    void plan(PlannedTask task) {
        jdbc.sql("""
                        INSERT INTO sync_task (run_id, connection_id, tenant_id, position, planned_requests, state, cause, missing, waiting,
                            fence, full_read, page, requests, rows_added, rows_changed, rows_unchanged, rows_gone, items_failed, reconciled, ended_at)
                        VALUES (:run, :connection, :tenant, :position, :requests, :state, :cause, '', FALSE,
                            :fence, :full, 0, 0, 0, 0, 0, 0, 0, FALSE, :ended)
                        """)
                .param("run", task.run())
                .param("connection", task.connection().value())
                .param("tenant", task.tenant().toString())
                .param("position", task.position())
                .param("requests", task.requests())
                .param("state", task.state().name())
                .param("cause", task.cause())
                .param("fence", task.fence())
                .param("full", task.fullRead())
                .param("ended", task.state().isEnded() ? now() : null)
                .update();
    }

    /** Requests that the last complete reading of a connection cost; empty if it was never read. */
    Optional<Integer> lastCost(ConnectionId connection) {
        return jdbc.sql(
                        "SELECT requests FROM sync_task WHERE connection_id = ? AND state = 'DONE' ORDER BY run_id DESC LIMIT 1")
                .param(connection.value())
                .query(Integer.class)
                .optional();
    }

    /** Puts the tasks of a stopped or dead attempt back and gives all of the run's tasks this fence, so that older ones write nothing more. */
    void adopt(long run, long fence) {
        jdbc.sql("UPDATE sync_task SET state = 'PLANNED' WHERE run_id = ? AND state = 'RUNNING' AND fence < ?")
                .params(run, fence)
                .update();
        jdbc.sql("UPDATE sync_task SET fence = ? WHERE run_id = ? AND fence < ?")
                .params(fence, run, fence)
                .update();
    }

    /** The next task, now this worker's; empty when all are taken. */
    Optional<SyncTask> claim(long run, long fence) {
        while (true) {
            var next = jdbc.sql(
                            "SELECT connection_id FROM sync_task WHERE run_id = ? AND state = 'PLANNED' AND fence = ? ORDER BY position LIMIT 1")
                    .params(run, fence)
                    .query(String.class)
                    .optional();
            if (next.isEmpty()) {
                return Optional.empty();
            }
            var claimed = jdbc.sql("""
                            UPDATE sync_task SET state = 'RUNNING', started_at = COALESCE(started_at, ?)
                             WHERE run_id = ? AND connection_id = ? AND state = 'PLANNED' AND fence = ?
                            """).params(now(), run, next.get(), fence).update();
            if (claimed == 1) {
                return Optional.of(read(run, next.get(), fence));
            }
        }
    }

    private SyncTask read(long run, String connection, long fence) {
        return jdbc.sql(
                        "SELECT tenant_id, full_read, entity_id, stage, page FROM sync_task WHERE run_id = ? AND connection_id = ?")
                .params(run, connection)
                .query((rs, row) -> new SyncTask(
                        run,
                        new ConnectionId(connection),
                        TenantId.parse(rs.getString("tenant_id")),
                        fence,
                        rs.getBoolean("full_read"),
                        cursor(rs)))
                .single();
    }

    private static Cursor cursor(ResultSet rs) throws SQLException {
        var entity = rs.getString("entity_id");
        return entity == null
                ? Cursor.START
                : new Cursor(new EntityId(entity), Stage.ofWord(rs.getString("stage")), rs.getInt("page"));
    }

    /** Moves the cursor, in the transaction that writes the rows before it. */
    void advance(SyncTask task, Cursor next, RowCounts rows, int itemsFailed) {
        var entity = next.entity();
        var changed = jdbc.sql("""
                        UPDATE sync_task SET entity_id = :entity, stage = :stage, page = :page, rows_added = rows_added + :added,
                            rows_changed = rows_changed + :changed, rows_unchanged = rows_unchanged + :unchanged,
                            rows_gone = rows_gone + :gone, items_failed = items_failed + :failed
                         WHERE run_id = :run AND connection_id = :connection AND fence = :fence AND state = 'RUNNING'
                        """)
                .param("entity", entity == null ? null : entity.value())
                .param("stage", next.stage().word())
                .param("page", next.page())
                .param("added", rows.added())
                .param("changed", rows.changed())
                .param("unchanged", rows.unchanged())
                .param("gone", rows.gone())
                .param("failed", itemsFailed)
                .param("run", task.run())
                .param("connection", task.connection().value())
                .param("fence", task.fence())
                .update();
        fenced(changed, task);
    }

    void spent(SyncTask task) {
        jdbc.sql("UPDATE sync_task SET requests = requests + 1 WHERE run_id = ? AND connection_id = ? AND fence = ?")
                .params(task.run(), task.connection().value(), task.fence())
                .update();
    }

    void dataAsOf(SyncTask task, @Nullable String dataAsOf) {
        fenced(
                jdbc.sql("UPDATE sync_task SET data_as_of = ? WHERE run_id = ? AND connection_id = ? AND fence = ?")
                        .params(dataAsOf, task.run(), task.connection().value(), task.fence())
                        .update(),
                task);
    }

    /** Notes a product that the token may not read, or the provider does not offer. */
    void missing(SyncTask task, String product) {
        var noted = missingOf(task);
        if (!noted.contains(product)) {
            jdbc.sql("UPDATE sync_task SET missing = ? WHERE run_id = ? AND connection_id = ? AND fence = ?")
                    .params(
                            noted.isEmpty() ? product : String.join(" ", noted) + " " + product,
                            task.run(),
                            task.connection().value(),
                            task.fence())
                    .update();
        }
    }

    List<String> missingOf(SyncTask task) {
        var words = jdbc.sql("SELECT missing FROM sync_task WHERE run_id = ? AND connection_id = ?")
                .params(task.run(), task.connection().value())
                .query(String.class)
                .single();
        return words.isBlank() ? List.of() : List.of(words.split(" "));
    }

    void waiting(SyncTask task) {
        jdbc.sql("UPDATE sync_task SET waiting = TRUE WHERE run_id = ? AND connection_id = ? AND fence = ?")
                .params(task.run(), task.connection().value(), task.fence())
                .update();
    }

    boolean isWaiting(SyncTask task) {
        return jdbc.sql("SELECT waiting FROM sync_task WHERE run_id = ? AND connection_id = ?")
                .params(task.run(), task.connection().value())
                .query(Boolean.class)
                .single();
    }

    /** The first warning stays: it is the one that explains the others. */
    void warn(SyncTask task, String word) {
        jdbc.sql(
                        "UPDATE sync_task SET warning = COALESCE(warning, ?) WHERE run_id = ? AND connection_id = ? AND fence = ?")
                .params(word, task.run(), task.connection().value(), task.fence())
                .update();
    }

    void end(SyncTask task, TaskState state, @Nullable String cause) {
        var changed = jdbc.sql("""
                        UPDATE sync_task SET state = ?, cause = ?, ended_at = ?
                         WHERE run_id = ? AND connection_id = ? AND fence = ? AND state = 'RUNNING'
                        """)
                .params(
                        state.name(),
                        cause,
                        now(),
                        task.run(),
                        task.connection().value(),
                        task.fence())
                .update();
        fenced(changed, task);
    }

    /** Ends everything not begun: the cause would be the same for all. */
    void endPlanned(long run, long fence, String cause) {
        jdbc.sql(
                        "UPDATE sync_task SET state = 'FAILED', cause = ?, ended_at = ? WHERE run_id = ? AND state = 'PLANNED' AND fence = ?")
                .params(cause, now(), run, fence)
                .update();
    }

    void failed(SyncTask task, EntityId entity, Stage stage, List<ItemFailure> failures) {
        for (var failure : failures) {
            var insert = jdbc.sql("""
                            INSERT INTO sync_item_failure (run_id, connection_id, entity_id, stage, item_id, code, cause)
                            VALUES (?, ?, ?, ?, ?, ?, ?)
                            """)
                    .params(
                            task.run(),
                            task.connection().value(),
                            entity.value(),
                            stage.word(),
                            keepable(failure.item()),
                            failure.code(),
                            failure.cause());
            LateNumbers.append(insert::update);
        }
    }

    /** Rows that went with the page at hand, in its transaction. */
    void gone(SyncTask task, int rows) {
        if (rows > 0) {
            jdbc.sql(
                            "UPDATE sync_task SET rows_gone = rows_gone + ? WHERE run_id = ? AND connection_id = ? AND fence = ?")
                    .params(rows, task.run(), task.connection().value(), task.fence())
                    .update();
        }
    }

    /** Whether items may be had later although Finch's data stays the same: it had not got them yet, or left them out of its answer. */
    boolean hasItemsToComeBackFor(SyncTask task) {
        return jdbc.sql("""
                        SELECT COUNT(*) FROM sync_item_failure
                         WHERE run_id = ? AND connection_id = ? AND (code = 202 OR cause IN ('not_answered', 'short_page'))
                        """)
                        .params(task.run(), task.connection().value())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private static @Nullable String keepable(@Nullable String item) {
        return item != null && item.matches("[!-~]{1,100}") ? item : null;
    }

    private static void fenced(int changed, SyncTask task) {
        if (changed == 0) {
            throw new LeaseLostException(task.run(), task.connection(), task.fence());
        }
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant().truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
    }
}
