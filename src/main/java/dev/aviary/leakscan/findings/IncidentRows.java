package dev.aviary.leakscan.findings;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code leak_incident}. Whoever opens or closes one holds the row of its finding. */
final class IncidentRows {

    private static final String OPEN =
            "INSERT INTO leak_incident (incident_id, finding_id, aware_at) VALUES (:id, :finding, :at)";

    private static final String UNTOLD = """
            SELECT * FROM leak_incident WHERE %s IS NULL AND closed_at IS NULL ORDER BY aware_at, incident_id LIMIT :most
            """;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Supplier<UUID> ids;

    IncidentRows(JdbcClient jdbc, Clock clock, Supplier<UUID> ids) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.ids = ids;
    }

    boolean isOpen(UUID finding) {
        return of(finding).stream().anyMatch(incident -> incident.closedAt() == null);
    }

    UUID open(UUID finding, Instant awareAt) {
        var id = ids.get();
        jdbc.sql(OPEN)
                .param("id", id.toString())
                .param("finding", finding.toString())
                .param("at", StoredInstant.of(awareAt))
                .update();
        return id;
    }

    void close(UUID finding) {
        jdbc.sql("UPDATE leak_incident SET closed_at = :at WHERE finding_id = :finding AND closed_at IS NULL")
                .param("finding", finding.toString())
                .param("at", StoredInstant.of(clock.instant()))
                .update();
    }

    /** @param column of the channel */
    void told(String column, UUID id) {
        jdbc.sql("UPDATE leak_incident SET " + column + " = :at WHERE incident_id = :id")
                .param("id", id.toString())
                .param("at", StoredInstant.of(clock.instant()))
                .update();
    }

    /** The newest first. */
    List<Incident> of(UUID finding) {
        return jdbc.sql("SELECT * FROM leak_incident WHERE finding_id = :finding ORDER BY aware_at DESC, incident_id")
                .param("finding", finding.toString())
                .query(IncidentRows::row)
                .list();
    }

    /**
     * @param number how many are open
     * @param since when Aviary was aware of the oldest; null if there are none
     */
    record Open(long number, @Nullable Instant since) {}

    Open allOpen() {
        return jdbc.sql("SELECT COUNT(*) AS number, MIN(aware_at) AS since FROM leak_incident WHERE closed_at IS NULL")
                .query((row, line) -> new Open(row.getLong("number"), StoredInstant.orNull(row, "since")))
                .single();
    }

    int openedSince(Instant since) {
        return jdbc.sql("SELECT COUNT(*) FROM leak_incident WHERE aware_at >= :since")
                .param("since", StoredInstant.of(since))
                .query(Integer.class)
                .single();
    }

    /**
     * Open ones that were not told yet, the oldest first.
     *
     * @param column of the channel
     */
    List<Incident> untold(String column, int most) {
        return jdbc.sql(UNTOLD.formatted(column))
                .param("most", most)
                .query(IncidentRows::row)
                .list();
    }

    private static Incident row(ResultSet row, int number) throws SQLException {
        return new Incident(
                UUID.fromString(row.getString("incident_id")),
                UUID.fromString(row.getString("finding_id")),
                StoredInstant.in(row, "aware_at"),
                StoredInstant.orNull(row, "closed_at"),
                StoredInstant.orNull(row, "noticed_at"),
                StoredInstant.orNull(row, "mailed_at"));
    }
}
