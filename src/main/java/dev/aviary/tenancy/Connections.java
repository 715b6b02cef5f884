package dev.aviary.tenancy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The connections on record. Thread-safe; takes part in the caller's transaction. */
public interface Connections {

    /**
     * Puts a new connection on record in state {@code NEW}; a known one is left as it is.
     *
     * @return whether it was new
     * @throws ForeignConnectionException if it is on record for another tenant
     */
    boolean register(ConnectionId id, TenantId tenant);

    Optional<Connection> find(ConnectionId id);

    /** All, by tenant name, then connection id. */
    List<Connection> all();

    List<Connection> ofTenant(TenantId tenant);

    /**
     * Keeps what Finch told about the connection: provider, kind, products and entities. Entities not listed any more are kept as
     * {@code disconnected}; an empty list is no statement about entities and leaves them as they are. Words longer than 255 characters are cut.
     *
     * @throws IllegalStateException if the connection is not on record
     */
    void describe(
            ConnectionId id,
            @Nullable String provider,
            ConnectionKind kind,
            Set<String> products,
            List<Entity> entities);

    /**
     * The one place where a state changes. Staying in a state is allowed and replaces its cause.
     *
     * @param cause short machine word, at most 64 of {@code A-Z a-z 0-9 _ . : -}, or null
     * @throws IllegalStateException if the connection is not on record, its state cannot become {@code next}, or somebody else changed the
     *     state meanwhile; the message names the states and the connection
     * @throws IllegalArgumentException if the cause is no such word; the message does not repeat it
     */
    void become(ConnectionId id, ConnectionState next, @Nullable String cause);

    /**
     * Records a complete, successful sync.
     *
     * @throws IllegalStateException if the connection is not on record
     */
    void synced(ConnectionId id, Instant at, @Nullable String dataAsOf);
}
