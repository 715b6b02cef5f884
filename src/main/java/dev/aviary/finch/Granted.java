package dev.aviary.finch;

import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.EntityId;
import dev.aviary.vault.AccessToken;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@code POST /auth/token} gave for a code. Not a record: nothing prints it. Whoever receives it closes it, and the token with it. */
public final class Granted implements AutoCloseable {

    private final AccessToken token;
    private final ConnectionId connection;
    private final @Nullable String provider;
    private final Set<String> products;
    private final List<EntityId> entities;

    Granted(
            AccessToken token,
            ConnectionId connection,
            @Nullable String provider,
            Set<String> products,
            List<EntityId> entities) {
        this.token = token;
        this.connection = connection;
        this.provider = provider;
        this.products = Set.copyOf(products);
        this.entities = List.copyOf(entities);
    }

    public AccessToken token() {
        return token;
    }

    public ConnectionId connection() {
        return connection;
    }

    public @Nullable String provider() {
        return provider;
    }

    /** Finch's words, unknown ones included. */
    public Set<String> products() {
        return products;
    }

    /** What the token reaches; empty in single-entity mode. */
    public List<EntityId> entities() {
        return entities;
    }

    @Override
    public void close() {
        token.close();
    }

    @Override
    public String toString() {
        return "Granted[connection " + connection + "]";
    }
}
