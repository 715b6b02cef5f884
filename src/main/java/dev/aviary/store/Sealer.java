package dev.aviary.store;

import dev.aviary.keys.IndividualKey;
import dev.aviary.keys.KeyShreddedException;
import dev.aviary.keys.Place;
import dev.aviary.keys.TenantKeys;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Seals rows under the key of the individual they are about, or else of the tenant. */
final class Sealer {

    private final TenantKeys tenant;
    private final Map<String, IndividualKey> individuals = new HashMap<>();

    /** Missing keys of individuals are made. */
    Sealer(TenantKeys tenant, EntityScope scope, Collection<String> individuals) {
        this.tenant = tenant;
        if (!individuals.isEmpty()) {
            collect(scope.connection().value(), List.copyOf(individuals));
        }
    }

    /** False for an individual whose key was shredded: what is erased stays erased. */
    boolean canSeal(@Nullable String owner) {
        return owner == null || individuals.containsKey(owner);
    }

    byte[] seal(@Nullable String owner, String table, List<String> row, byte[] cleartext) {
        var place = new Place(table, row);
        var key = owner == null ? null : individuals.get(owner);
        return key == null ? tenant.seal(cleartext, place) : key.seal(cleartext, place);
    }

    /** All keys at once; only where one is shredded, the others are found by halves. */
    private void collect(String connection, List<String> ids) {
        try {
            individuals.putAll(tenant.ofIndividuals(connection, ids));
        } catch (KeyShreddedException e) {
            if (ids.size() > 1) {
                collect(connection, ids.subList(0, ids.size() / 2));
                collect(connection, ids.subList(ids.size() / 2, ids.size()));
            }
        }
    }
}
