package dev.aviary.keys;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/**
 * The keys of a tenant as they are at each use, not as they were when somebody asked for them: a keyset that is held for long would go on sealing under a
 * key that was retired meanwhile, and would not open what another process sealed under a new one.
 */
final class CurrentTenantKeys implements TenantKeys {

    private final UUID tenant;
    private final TinkKeys keys;

    /** Looked up once and asked before each use whether it is good. Threads may race for it: any of them has what was good just now. */
    private RecentTenants.Entry<TinkTenantKeys> latest;

    CurrentTenantKeys(UUID tenant, TinkKeys keys) {
        this.tenant = tenant;
        this.keys = keys;
        this.latest = keys.entry(tenant);
    }

    /** Whether it is that tenant's, and has keys that were not forgotten meanwhile. */
    boolean isKnown(UUID asked) {
        return tenant.equals(asked) && !latest.isForgotten();
    }

    private TinkTenantKeys current() {
        var known = latest;
        if (!keys.isGood(known)) {
            known = keys.entry(tenant);
            latest = known;
        }
        return known.keys();
    }

    @Override
    public byte[] seal(byte[] cleartext, Place place) {
        return current().seal(cleartext, place);
    }

    @Override
    public byte[] open(byte[] sealed, Place place) {
        var current = current();
        return (current.knows(sealed) ? current : keys.reloaded(tenant, current)).open(sealed, place);
    }

    @Override
    public byte[] tag(String purpose, byte[] value) {
        return current().tag(purpose, value);
    }

    @Override
    public Map<String, IndividualKey> ofIndividuals(String connection, Collection<String> individuals) {
        return current().ofIndividuals(connection, individuals);
    }

    @Override
    public boolean shred(String connection, String individual) {
        return current().shred(connection, individual);
    }
}
