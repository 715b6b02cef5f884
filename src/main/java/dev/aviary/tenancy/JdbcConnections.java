package dev.aviary.tenancy;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code connection}; its entities are {@link EntityRows}'s. */
class JdbcConnections implements Connections {

    private static final Pattern CAUSE = Pattern.compile("[A-Za-z0-9_.:-]{1,64}");

    private static final String SELECT = """
            SELECT c.connection_id, c.tenant_id, c.provider, c.kind, c.state, c.state_cause, c.products, c.last_success, c.data_as_of
            FROM connection c JOIN tenant t ON t.tenant_id = c.tenant_id
            """;

    private static final String ORDER = " ORDER BY t.name_key, c.connection_id";

    /** Both see past the snapshot of the caller's transaction. */
    private static final String TENANT_NOW = "SELECT tenant_id FROM connection WHERE connection_id = :id FOR UPDATE";

    private static final String STATE_NOW = "SELECT state FROM connection WHERE connection_id = :id FOR UPDATE";

    private static final String REGISTER = """
            INSERT INTO connection (connection_id, tenant_id, kind, state, state_since, products, created_at)
            VALUES (:id, :tenant, 'UNKNOWN', 'NEW', :at, '', :at)
            """;

    private static final String DESCRIBE = """
            UPDATE connection SET provider = :provider, kind = :kind, products = :products WHERE connection_id = :id
            """;

    private static final String BECOME = """
            UPDATE connection SET state = :next, state_cause = :cause,
              state_since = CASE WHEN :next = :old THEN state_since ELSE :at END
            WHERE connection_id = :id AND state = :old
            """;

    private static final String SYNCED = """
            UPDATE connection SET last_success = :at, data_as_of = :asOf WHERE connection_id = :id
            """;

    private final JdbcClient jdbc;
    private final EntityRows entities;
    private final Clock clock;

    JdbcConnections(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.entities = new EntityRows(jdbc);
        this.clock = clock;
    }

    @Override
    public boolean register(ConnectionId id, TenantId tenant) {
        var known = find(id).map(Connection::tenant);
        if (known.isEmpty() && insert(id, tenant)) {
            return true;
        }
        var owner = known.orElseGet(() -> ownerNow(id));
        if (!owner.equals(tenant)) {
            throw new ForeignConnectionException(id);
        }
        return false;
    }

    @Override
    public Optional<Connection> find(ConnectionId id) {
        return jdbc.sql(SELECT + " WHERE c.connection_id = :id")
                .param("id", id.value())
                .query(new ConnectionMapper(connection -> entities.of(id)))
                .optional();
    }

    @Override
    public List<Connection> all() {
        return jdbc.sql(SELECT + ORDER)
                .query(new ConnectionMapper(entities.all()))
                .list();
    }

    @Override
    public List<Connection> ofTenant(TenantId tenant) {
        return jdbc.sql(SELECT + " WHERE c.tenant_id = :tenant" + ORDER)
                .param("tenant", tenant.toString())
                .query(new ConnectionMapper(entities.ofTenant(tenant)))
                .list();
    }

    @Override
    public void describe(
            ConnectionId id,
            @Nullable String provider,
            ConnectionKind kind,
            Set<String> products,
            List<Entity> present) {
        var changed = jdbc.sql(DESCRIBE)
                .param("provider", ShortText.orNull(provider))
                .param("kind", kind.name())
                .param("products", String.join("\n", new TreeSet<>(products)))
                .param("id", id.value())
                .update();
        requireOnRecord(id, changed);
        entities.keep(id, present);
    }

    @Override
    public void become(ConnectionId id, ConnectionState next, @Nullable String cause) {
        requireMachineWord(cause);
        var old = find(id).orElseThrow(() -> notOnRecord(id)).state();
        if (!old.canBecome(next)) {
            throw new IllegalStateException(
                    "Connection " + id + " is " + old + " and cannot become " + next + "; it stays as it is");
        }
        var changed = jdbc.sql(BECOME)
                .param("next", next.name())
                .param("old", old.name())
                .param("cause", cause)
                .param("at", StoredInstant.of(clock.instant()))
                .param("id", id.value())
                .update();
        if (changed == 0) {
            throw new IllegalStateException("Connection " + id + " was " + old + " and is now " + stateNow(id)
                    + ": somebody else was faster, it does not become " + next);
        }
    }

    @Override
    public void synced(ConnectionId id, Instant at, @Nullable String dataAsOf) {
        var changed = jdbc.sql(SYNCED)
                .param("at", StoredInstant.of(at))
                .param("asOf", ShortText.orNull(dataAsOf))
                .param("id", id.value())
                .update();
        requireOnRecord(id, changed);
    }

    /** @return false if another transaction put it on record meanwhile */
    private boolean insert(ConnectionId id, TenantId tenant) {
        try {
            jdbc.sql(REGISTER)
                    .param("id", id.value())
                    .param("tenant", tenant.toString())
                    .param("at", StoredInstant.of(clock.instant()))
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    private TenantId ownerNow(ConnectionId id) {
        return TenantId.parse(now(TENANT_NOW, id));
    }

    private String stateNow(ConnectionId id) {
        return now(STATE_NOW, id);
    }

    private String now(String sql, ConnectionId id) {
        return jdbc.sql(sql).param("id", id.value()).query(String.class).single();
    }

    private static void requireMachineWord(@Nullable String cause) {
        if (cause != null && !CAUSE.matcher(cause).matches()) {
            throw new IllegalArgumentException(
                    "The cause of a connection's state is a machine word of at most 64 letters, digits and _.:-");
        }
    }

    private static void requireOnRecord(ConnectionId id, int changed) {
        if (changed == 0) {
            throw notOnRecord(id);
        }
    }

    private static IllegalStateException notOnRecord(ConnectionId id) {
        return new IllegalStateException(
                "Connection " + id + " is not on record; add it with 'aviary connections add'");
    }
}
