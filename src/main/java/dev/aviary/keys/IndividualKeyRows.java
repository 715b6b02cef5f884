package dev.aviary.keys;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.LongFunction;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Table {@code individual_key}, in the caller's transaction. */
final class IndividualKeyRows {

    /** Pairs, because H2 looks only such a list up in the index; a plain one it compares with every key of the connection. */
    private static final String FIND = """
            SELECT individual_id, tenant_id, epoch, wrapped, pseudonym, shredded_at FROM individual_key
            WHERE (connection_id, individual_id) IN (:keys)
            """;

    /** A row that another transaction committed meanwhile is left as it is. Ids are checked beforehand: IGNORE would cut long ones. */
    private static final String KEEP =
            "INSERT IGNORE INTO individual_key (connection_id, individual_id, tenant_id, epoch, wrapped, pseudonym, created_at) VALUES ";

    private static final String SHRED = """
            UPDATE individual_key SET wrapped = NULL, pseudonym = NULL, shredded_at = :at
            WHERE connection_id = :connection AND individual_id = :individual AND tenant_id = :tenant AND shredded_at IS NULL
            """;

    private static final String ENTOMB = """
            INSERT IGNORE INTO individual_key (connection_id, individual_id, tenant_id, created_at, shredded_at)
            VALUES (:connection, :individual, :tenant, :at, :at)
            """;

    private static final String LIVING = """
            SELECT 1 FROM individual_key
            WHERE connection_id = ? AND individual_id = ? AND wrapped IS NOT NULL FOR UPDATE
            """;

    private static final String NAME = """
            UPDATE individual_key SET pseudonym = :pseudonym
            WHERE connection_id = :connection AND individual_id = :individual AND wrapped IS NOT NULL AND pseudonym IS NULL
            """;

    private static final String OUTDATED = """
            SELECT connection_id, individual_id, epoch, wrapped FROM individual_key
            WHERE tenant_id = ? AND epoch < ? AND wrapped IS NOT NULL AND (connection_id > ? OR connection_id = ? AND individual_id > ?)
            ORDER BY connection_id, individual_id
            LIMIT ?
            """;

    /** Whoever shredded or wrapped it meanwhile wins. */
    private static final String REWRAP = """
            UPDATE individual_key SET wrapped = ?, epoch = ?
            WHERE connection_id = ? AND individual_id = ? AND epoch = ? AND wrapped = ?
            """;

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;
    private final TransactionTemplate apart;
    private final TransactionTemplate joined;
    private final Clock clock;
    private volatile @Nullable String epochForKeeps;

    IndividualKeyRows(DataSource database, Clock clock) {
        this.jdbc = new JdbcTemplate(database);
        this.named = new NamedParameterJdbcTemplate(jdbc);
        this.apart = new TransactionTemplate(new JdbcTransactionManager(database));
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
        this.joined = new TransactionTemplate(new JdbcTransactionManager(database));
        this.clock = clock;
    }

    /** The wrapped key of an individual; null once shredded. */
    record Row(
            String individual,
            UUID tenant,
            long epoch,
            byte @Nullable [] wrapped,
            byte @Nullable [] pseudonym,
            boolean shredded) {}

    /** A key to be kept. */
    record New(byte[] wrapped, byte[] pseudonym) {}

    /** A key that an older epoch wraps. */
    record Outdated(String connection, String individual, long epoch, byte[] wrapped) {}

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
                            row.getLong("epoch"),
                            row.getBytes("wrapped"),
                            row.getBytes("pseudonym"),
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

    /**
     * Work in the newest epoch of the tenant, which stays the newest until the caller's transaction has ended: who closes it waits. Without this a key
     * that is wrapped but not yet committed would be missed by the close, and be lost with the epoch.
     */
    <T> T inEpoch(UUID tenant, LongFunction<T> work) {
        return Objects.requireNonNull(joined.execute(status -> {
            var epoch = Objects.requireNonNull(jdbc.queryForObject(epochForKeeps(), Long.class, tenant.toString()));
            return work.apply(epoch);
        }));
    }

    /** @return how many were kept; others were there already */
    int keep(UUID tenant, long epoch, String connection, Map<String, New> keys) {
        var now = now();
        var values = new ArrayList<>(keys.size() * 7);
        keys.forEach((individual, key) -> Collections.addAll(
                values, connection, individual, tenant.toString(), epoch, key.wrapped(), key.pseudonym(), now));
        var rows = String.join(", ", Collections.nCopies(keys.size(), "(?, ?, ?, ?, ?, ?, ?)"));
        return jdbc.update(KEEP + rows, values.toArray());
    }

    /** @return whether there was none */
    boolean name(String connection, String individual, byte[] pseudonym) {
        return named.update(NAME, Map.of("connection", connection, "individual", individual, "pseudonym", pseudonym))
                == 1;
    }

    /**
     * Destroys the key, or leaves a tombstone where there was none.
     *
     * @return false if there is a row that is not this tenant's living key; see {@link #isLiving}
     */
    boolean shred(UUID tenant, String connection, String individual) {
        var values =
                Map.of("connection", connection, "individual", individual, "tenant", tenant.toString(), "at", now());
        return named.update(SHRED, values) == 1 || named.update(ENTOMB, values) == 1;
    }

    /** Whether there is a key, whosever; waits for whoever is changing the row, because a snapshot may be older. */
    boolean isLiving(String connection, String individual) {
        return !jdbc.queryForList(LIVING, Integer.class, connection, individual).isEmpty();
    }

    /** The next keys of a tenant, after the given one, that an epoch before this one wraps. */
    List<Outdated> outdated(UUID tenant, long epoch, String connection, String individual, int most) {
        return jdbc.query(
                OUTDATED,
                (row, number) -> new Outdated(
                        row.getString("connection_id"),
                        row.getString("individual_id"),
                        row.getLong("epoch"),
                        row.getBytes("wrapped")),
                tenant.toString(),
                epoch,
                connection,
                connection,
                individual,
                most);
    }

    /** One transaction; a row that was shredded or wrapped anew meanwhile stays as it is. */
    void rewrap(List<Outdated> keys, List<byte[]> wrapped, long epoch) {
        var values = new ArrayList<Object[]>(keys.size());
        for (var i = 0; i < keys.size(); i++) {
            var key = keys.get(i);
            values.add(
                    new Object[] {wrapped.get(i), epoch, key.connection(), key.individual(), key.epoch(), key.wrapped()
                    });
        }
        joined.executeWithoutResult(status -> jdbc.batchUpdate(REWRAP, values));
    }

    /** How many keys of individuals an epoch of the tenant wraps. */
    long count(UUID tenant, long epoch) {
        return Objects.requireNonNull(apart.execute(status -> jdbc.queryForObject(
                "SELECT COUNT(*) FROM individual_key WHERE tenant_id = ? AND epoch = ? AND wrapped IS NOT NULL",
                Long.class,
                tenant.toString(),
                epoch)));
    }

    long living(UUID tenant) {
        return Objects.requireNonNull(apart.execute(status -> jdbc.queryForObject(
                "SELECT COUNT(*) FROM individual_key WHERE tenant_id = ? AND wrapped IS NOT NULL",
                Long.class,
                tenant.toString())));
    }

    /** MariaDB lets those who make keys go on side by side; H2 knows no shared lock of a row. */
    private String epochForKeeps() {
        var known = epochForKeeps;
        if (known == null) {
            var product = jdbc.execute((ConnectionCallback<String>)
                    connection -> connection.getMetaData().getDatabaseProductName());
            known = "SELECT epoch FROM tenant_keyset WHERE tenant_id = ? "
                    + ("MariaDB".equals(product) ? "LOCK IN SHARE MODE" : "FOR UPDATE");
            epochForKeeps = known;
        }
        return known;
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
    }
}
