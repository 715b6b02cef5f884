package dev.aviary.keys;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Table {@code individual_key}, in the caller's transaction. */
final class IndividualKeyRows {

    /** Pairs, because H2 looks only such a list up in the index; a plain one it compares with every key of the connection. */
    private static final String FIND = """
            SELECT individual_id, tenant_id, wrapped, shredded_at FROM individual_key
            WHERE (connection_id, individual_id) IN (:keys)
            """;

    /** A row that another transaction committed meanwhile is left as it is. Ids are checked beforehand: IGNORE would cut long ones. */
    private static final String KEEP =
            "INSERT IGNORE INTO individual_key (connection_id, individual_id, tenant_id, wrapped, created_at) VALUES ";

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;
    private final TransactionTemplate apart;
    private final Clock clock;

    IndividualKeyRows(DataSource database, Clock clock) {
        this.jdbc = new JdbcTemplate(database);
        this.named = new NamedParameterJdbcTemplate(jdbc);
        this.apart = new TransactionTemplate(new JdbcTransactionManager(database));
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
        this.clock = clock;
    }

    /** The wrapped key of an individual; null once shredded. */
    record Row(String individual, UUID tenant, byte @Nullable [] wrapped, boolean shredded) {}

    Map<String, Row> find(String connection, Collection<String> individuals) {
        var found = new LinkedHashMap<String, Row>();
        var keys = individuals.stream()
                .map(individual -> new Object[] {connection, individual})
                .toList();
        named.query(FIND, Map.of("keys", keys), row -> {
            var individual = row.getString("individual_id");
            found.put(
                    individual,
                    new Row(
                            individual,
                            UUID.fromString(row.getString("tenant_id")),
                            row.getBytes("wrapped"),
                            row.getObject("shredded_at") != null));
        });
        return found;
    }

    /**
     * What others have committed, outside the caller's transaction: its snapshot may be older, and a locking read of rows that several
     * transactions just failed to insert would be a deadlock.
     */
    Map<String, Row> findCommitted(String connection, Collection<String> individuals) {
        return Objects.requireNonNull(apart.execute(status -> find(connection, individuals)));
    }

    /** @return how many were kept; others were there already */
    int keep(UUID tenant, String connection, Map<String, byte[]> wrapped) {
        var now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
        var values = new ArrayList<>(wrapped.size() * 5);
        wrapped.forEach(
                (individual, key) -> Collections.addAll(values, connection, individual, tenant.toString(), key, now));
        var rows = String.join(", ", Collections.nCopies(wrapped.size(), "(?, ?, ?, ?, ?)"));
        return jdbc.update(KEEP + rows, values.toArray());
    }
}
