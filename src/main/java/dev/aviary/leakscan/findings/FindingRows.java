package dev.aviary.leakscan.findings;

import dev.aviary.leakscan.Certainty;
import dev.aviary.leakscan.Severity;
import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code leak_finding}. A finding whose allowance has ended is read as open. */
final class FindingRows {

    /** Locks the row that is there; sightings are counted afterwards. */
    private static final String ADD = """
            INSERT INTO leak_finding (finding_id, place, identity, source, rule, severity, certainty, tenant_id, connection_id, excerpt, position,
                   sightings, first_seen, last_seen, state, state_since)
            VALUES (:id, :place, :identity, :source, :rule, :severity, :certainty, :tenant, :connection, :excerpt, :position,
                   0, :at, :at, 'OPEN', :at)
            ON DUPLICATE KEY UPDATE finding_id = finding_id
            """;

    private static final String SEEN = """
            UPDATE leak_finding SET severity = :severity, certainty = :certainty, excerpt = :excerpt, position = :position,
                   sightings = sightings + :times, last_seen = :at
             WHERE finding_id = :id
            """;

    private static final String DECIDE = """
            UPDATE leak_finding SET state = :state, state_since = :at, allowed_until = :until, reason = :reason WHERE finding_id = :id
            """;

    private static final String LIST = """
            SELECT * FROM leak_finding
             WHERE severity IN (:severities) AND (:tenant IS NULL OR tenant_id = :tenant)
               AND CASE WHEN allowed_until <= :now THEN 'OPEN' ELSE state END IN (:states)
             ORDER BY CASE severity WHEN 'CRITICAL' THEN 0 WHEN 'HIGH' THEN 1 WHEN 'MEDIUM' THEN 2 ELSE 3 END, last_seen DESC, finding_id
             LIMIT :most
            """;

    private static final String BEGINNING_WITH = """
            SELECT * FROM leak_finding
             WHERE finding_id LIKE :beginning AND (:tenant IS NULL OR tenant_id = :tenant)
             ORDER BY finding_id
             LIMIT :most
            """;

    private static final String UNSETTLED = """
            SELECT severity, COUNT(*) AS findings FROM leak_finding
             WHERE state IN ('OPEN', 'CONFIRMED') OR allowed_until <= :now
             GROUP BY severity
            """;

    private static final int AT_ONCE = 500;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Supplier<UUID> ids;

    FindingRows(JdbcClient jdbc, Clock clock, Supplier<UUID> ids) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.ids = ids;
    }

    /** The finding, made if it is new, locked until the transaction ends. New ones have no sightings. */
    Finding locked(Sighting sighting, String source) {
        var owner = sighting.owner();
        var tenant = owner == null ? null : owner.tenant();
        var connection = owner == null ? null : owner.connection();
        jdbc.sql(ADD)
                .param("id", ids.get().toString())
                .param("place", sighting.place())
                .param("identity", sighting.identity())
                .param("source", source)
                .param("rule", sighting.rule())
                .param("severity", sighting.severity().name())
                .param("certainty", sighting.certainty().name())
                .param("tenant", tenant == null ? null : tenant.toString(), Types.CHAR)
                .param("connection", connection == null ? null : connection.value(), Types.VARCHAR)
                .param("excerpt", sighting.excerpt())
                .param("position", sighting.position())
                .param("at", now())
                .update();
        return jdbc.sql("SELECT * FROM leak_finding WHERE place = :place FOR UPDATE")
                .param("place", sighting.place())
                .query(this::row)
                .single();
    }

    /** Codes of the places of those of which there is a finding. */
    Set<String> known(List<Sighting> sightings) {
        var known = new HashSet<String>();
        for (int from = 0; from < sightings.size(); from += AT_ONCE) {
            known.addAll(jdbc.sql("SELECT place FROM leak_finding WHERE place IN (:places)")
                    .param(
                            "places",
                            sightings.subList(from, Math.min(sightings.size(), from + AT_ONCE)).stream()
                                    .map(Sighting::place)
                                    .toList())
                    .query((row, number) -> HexFormat.of().formatHex(row.getBytes("place")))
                    .list());
        }
        return known;
    }

    Optional<Finding> locked(UUID id) {
        return jdbc.sql("SELECT * FROM leak_finding WHERE finding_id = :id FOR UPDATE")
                .param("id", id.toString())
                .query(this::row)
                .optional();
    }

    void seen(Finding finding, Sighting sighting) {
        jdbc.sql(SEEN)
                .param("id", finding.id().toString())
                .param("severity", sighting.worst(finding.severity()).name())
                .param("certainty", sighting.surest(finding.certainty()).name())
                .param("excerpt", sighting.excerpt())
                .param("position", sighting.position())
                .param("times", sighting.times())
                .param("at", now())
                .update();
    }

    void decide(UUID id, FindingState state, @Nullable Instant until, @Nullable String reason) {
        jdbc.sql(DECIDE)
                .param("id", id.toString())
                .param("state", state.name())
                .param("until", until == null ? null : StoredInstant.of(until), Types.TIMESTAMP)
                .param("reason", reason, Types.VARCHAR)
                .param("at", now())
                .update();
    }

    Optional<Finding> find(UUID id) {
        return jdbc.sql("SELECT * FROM leak_finding WHERE finding_id = :id")
                .param("id", id.toString())
                .query(this::row)
                .optional();
    }

    List<Finding> list(Set<FindingState> states, Severity least, @Nullable TenantId tenant, int most) {
        return jdbc.sql(LIST)
                .param("severities", from(least))
                .param("tenant", tenant == null ? null : tenant.toString(), Types.VARCHAR)
                .param("states", states.stream().map(FindingState::name).toList())
                .param("now", now())
                .param("most", most)
                .query(this::row)
                .list();
    }

    /** @param beginning without signs that have a meaning in a pattern of SQL */
    List<Finding> beginningWith(String beginning, @Nullable TenantId tenant, int most) {
        return jdbc.sql(BEGINNING_WITH)
                .param("beginning", beginning + "%")
                .param("tenant", tenant == null ? null : tenant.toString(), Types.VARCHAR)
                .param("most", most)
                .query(this::row)
                .list();
    }

    /** How many are open or confirmed, by severity; without those of which there are none. */
    Map<Severity, Long> unsettled() {
        var counted = new EnumMap<Severity, Long>(Severity.class);
        jdbc.sql(UNSETTLED).param("now", now()).query(row -> {
            counted.put(Severity.valueOf(row.getString("severity")), row.getLong("findings"));
        });
        return counted;
    }

    int added(Instant since) {
        return count("first_seen >= :since", since);
    }

    int reopened(Instant since) {
        return count("first_seen < :since AND state = 'OPEN' AND state_since >= :since", since);
    }

    private int count(String condition, Instant since) {
        return jdbc.sql("SELECT COUNT(*) FROM leak_finding WHERE " + condition)
                .param("since", StoredInstant.of(since))
                .query(Integer.class)
                .single();
    }

    private static List<String> from(Severity least) {
        return Stream.of(Severity.values())
                .filter(severity -> severity.compareTo(least) >= 0)
                .map(Severity::name)
                .toList();
    }

    private java.time.LocalDateTime now() {
        return StoredInstant.of(clock.instant());
    }

    private Finding row(ResultSet row, int number) throws SQLException {
        var tenant = row.getString("tenant_id");
        var connection = row.getString("connection_id");
        var until = StoredInstant.orNull(row, "allowed_until");
        var ended = until != null && !until.isAfter(clock.instant());
        return new Finding(
                UUID.fromString(row.getString("finding_id")),
                row.getString("source"),
                row.getString("rule"),
                Severity.valueOf(row.getString("severity")),
                Certainty.valueOf(row.getString("certainty")),
                tenant == null ? null : TenantId.parse(tenant),
                connection == null ? null : new ConnectionId(connection),
                row.getString("excerpt"),
                row.getLong("position"),
                row.getLong("sightings"),
                StoredInstant.in(row, "first_seen"),
                StoredInstant.in(row, "last_seen"),
                ended ? FindingState.OPEN : FindingState.valueOf(row.getString("state")),
                ended ? until : StoredInstant.in(row, "state_since"),
                ended ? null : until,
                ended ? null : row.getString("reason"));
    }
}
