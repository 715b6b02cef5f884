package dev.aviary.tenancy;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One Finch connection of a tenant: employer x provider, with one or more entities.
 *
 * @param provider Finch's provider id; null until Finch was asked
 * @param stateCause short machine word for why the state is what it is, for example {@code reauthenticate_user}; never free text from outside
 * @param products Finch's words of the granted products, unknown ones included; empty until Finch was asked
 * @param lastSuccess when a sync last read everything this connection grants; null if never
 * @param dataAsOf Finch's own word for the age of that data ({@code last_successful_sync}), compared, never parsed; null if not told
 */
public record Connection(
        ConnectionId id,
        TenantId tenant,
        @Nullable String provider,
        ConnectionKind kind,
        ConnectionState state,
        @Nullable String stateCause,
        Set<String> products,
        List<Entity> entities,
        @Nullable Instant lastSuccess,
        @Nullable String dataAsOf) {

    public Connection {
        products = Set.copyOf(products);
        entities = List.copyOf(entities);
    }

    /** Whether the employer granted this product, as far as Finch has told. */
    public boolean grants(Product product) {
        return products.contains(product.word()) || (product == Product.BENEFITS && products.contains("deduction"));
    }
}
