package dev.aviary.jobs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table of leases. Every change is one statement that carries what it believes in its {@code WHERE}, so a lost race changes nothing.
 * Machines that share a database should keep their clocks within a second or two; the fence keeps data right even if they do not.
 */
@Component
final class JobLeases {

    /**
     * A row of the table.
     *
     * @param owner null when the job is not running
     */
    record Row(
            String job,
            long fence,
            @Nullable String owner,
            @Nullable Long run,
            boolean stopRequested,
            @Nullable Instant renewedAt,
            @Nullable Instant expiresAt) {

        boolean isFree() {
            return owner == null;
        }

        boolean isExpired(Instant now) {
            return expiresAt != null && !expiresAt.isAfter(now);
        }
    }

    private static final String ROW = """
            SELECT job, fence, owner, run_id, stop_requested, renewed_at, expires_at FROM job_lease
            """;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration length;

    JobLeases(JdbcClient jdbc, Clock clock, JobsProperties properties) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.length = properties.lease();
    }

    Optional<Row> find(String job) {
        return jdbc.sql(ROW + "WHERE job = ?").param(job).query(JobLeases::row).optional();
    }

    Optional<Row> ofRun(long run) {
        return jdbc.sql(ROW + "WHERE run_id = ? AND owner IS NOT NULL")
                .param(run)
                .query(JobLeases::row)
                .optional();
    }

    /** Makes sure that the job has a row; a race with another process is no harm. */
    Row rowOf(String job) {
        return find(job).orElseGet(() -> {
            try {
                jdbc.sql("INSERT INTO job_lease (job, fence, stop_requested) VALUES (?, 0, FALSE)")
                        .param(job)
                        .update();
            } catch (DuplicateKeyException e) {
                // Another process was a moment earlier; its row serves as well.
            }
            return find(job).orElseThrow();
        });
    }

    /**
     * Takes the lease if nobody changed it since it was seen: a free one, or one whose owner gave no sign of life. A dead owner's run stays noted until
     * its successor has one, so that whoever comes after a successor that dies as well still knows it.
     */
    Optional<HeldLease> take(Row seen, String owner) {
        var now = now();
        var taken = jdbc.sql("""
                        UPDATE job_lease SET run_id = CASE WHEN owner IS NULL THEN NULL ELSE run_id END, fence = fence + 1, owner = ?, stop_requested = FALSE, renewed_at = ?, expires_at = ?
                         WHERE job = ? AND fence = ? AND (owner IS NULL OR expires_at <= ?)
                        """)
                .params(owner, utc(now), utc(now.plus(length)), seen.job(), seen.fence(), utc(now))
                .update();
        return taken == 1
                ? Optional.of(new HeldLease(seen.job(), seen.fence() + 1, seen.isFree() ? null : seen.run()))
                : Optional.empty();
    }

    void belongsTo(HeldLease lease, long run) {
        lease.belongsTo(run);
        jdbc.sql("UPDATE job_lease SET run_id = ? WHERE job = ? AND fence = ?")
                .params(run, lease.job(), lease.fence())
                .update();
    }

    /** A sign of life. Learns at the same time whether the lease was lost and whether somebody asked the run to stop. */
    void renew(HeldLease lease) {
        var now = now();
        var kept = jdbc.sql(
                        "UPDATE job_lease SET renewed_at = ?, expires_at = ? WHERE job = ? AND fence = ? AND owner IS NOT NULL")
                .params(utc(now), utc(now.plus(length)), lease.job(), lease.fence())
                .update();
        if (kept == 0) {
            lease.lose();
        }
    }

    /** Looks for a request to stop, without a sign of life. */
    void look(HeldLease lease) {
        var row = find(lease.job());
        if (row.isEmpty() || row.get().fence() != lease.fence()) {
            lease.lose();
        } else if (row.get().stopRequested()) {
            lease.askToStop();
        }
    }

    void release(HeldLease lease) {
        jdbc.sql(
                        "UPDATE job_lease SET owner = NULL, stop_requested = FALSE, expires_at = NULL WHERE job = ? AND fence = ?")
                .params(lease.job(), lease.fence())
                .update();
    }

    /** @return whether a run of that number has an owner who will see the request */
    boolean requestStop(long run) {
        return jdbc.sql(
                                "UPDATE job_lease SET stop_requested = TRUE WHERE run_id = ? AND owner IS NOT NULL AND expires_at > ?")
                        .params(run, utc(now()))
                        .update()
                == 1;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static Row row(java.sql.ResultSet rs, int number) throws java.sql.SQLException {
        return new Row(
                rs.getString("job"),
                rs.getLong("fence"),
                rs.getString("owner"),
                rs.getObject("run_id", Long.class),
                rs.getBoolean("stop_requested"),
                instant(rs, "renewed_at"),
                instant(rs, "expires_at"));
    }

    private static @Nullable Instant instant(java.sql.ResultSet rs, String column) throws java.sql.SQLException {
        var time = rs.getObject(column, LocalDateTime.class);
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }

    /**
     * Makes what the dead owner of a run last wrote look the same to everybody: a kill while H2 writes its file can leave a row that reads in one way and is
     * compared in another. To lock a row is to write it.
     */
    void settle(long execution) {
        jdbc.sql("SELECT version FROM BATCH_JOB_EXECUTION WHERE job_execution_id = ? FOR UPDATE")
                .param(execution)
                .query(Integer.class)
                .list();
        jdbc.sql("SELECT version FROM BATCH_STEP_EXECUTION WHERE job_execution_id = ? FOR UPDATE")
                .param(execution)
                .query(Integer.class)
                .list();
    }
}
