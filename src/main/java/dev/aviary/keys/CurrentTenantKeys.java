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

    CurrentTenantKeys(UUID tenant, TinkKeys keys) {
        this.tenant = tenant;
        this.keys = keys;
    }

    @Override
    public byte[] seal(byte[] cleartext, Place place) {
        return keys.current(tenant).seal(cleartext, place);
    }

    @Override
    public byte[] open(byte[] sealed, Place place) {
        var current = keys.current(tenant);
        return (current.knows(sealed) ? current : keys.reloaded(tenant, current)).open(sealed, place);
    }

    @Override
    public byte[] tag(String purpose, byte[] value) {
        return keys.current(tenant).tag(purpose, value);
    }

    @Override
    public Map<String, IndividualKey> ofIndividuals(String connection, Collection<String> individuals) {
        return keys.current(tenant).ofIndividuals(connection, individuals);
    }

    @Override
    public boolean shred(String connection, String individual) {
        return keys.current(tenant).shred(connection, individual);
    }
}
