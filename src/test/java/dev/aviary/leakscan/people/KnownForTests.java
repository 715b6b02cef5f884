package dev.aviary.leakscan.people;

import dev.aviary.store.EntityScope;
import dev.aviary.store.IndividualRef;
import dev.aviary.store.PeopleIndex;
import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.EntityId;
import dev.aviary.tenancy.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** People without a store. */
final class KnownForTests implements PeopleIndex {

    private final Map<String, List<IndividualRef>> people = new HashMap<>();
    private int asked;

    KnownForTests knowing(String value, int tenant, String connection, String id) {
        var scope = new EntityScope(
                new TenantId(new UUID(1, tenant)), new ConnectionId(connection), new EntityId("e-" + connection));
        people.computeIfAbsent(value, of -> new ArrayList<>()).add(new IndividualRef(scope, id));
        return this;
    }

    int asked() {
        return asked;
    }

    @Override
    public boolean isEmpty() {
        return people.isEmpty();
    }

    @Override
    public int size() {
        return people.size();
    }

    @Override
    public List<IndividualRef> bySsn(String ssn) {
        return byPrivateEmail(ssn);
    }

    @Override
    public List<IndividualRef> byPrivateEmail(String email) {
        asked++;
        return people.getOrDefault(email.toLowerCase(Locale.ROOT), List.of());
    }
}
