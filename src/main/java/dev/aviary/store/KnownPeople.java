package dev.aviary.store;

import dev.aviary.tenancy.TenantId;
import java.util.Collection;

/** Recognises SSNs and private e-mail addresses of people by the blind index, without opening anything. Thread-safe. */
public interface KnownPeople {

    /**
     * Takes the keyed tags of these tenants into memory, cut to eight bytes. A tenant that has nobody's SSN is left out as a whole, and no key is made for
     * it.
     */
    PeopleIndex of(Collection<TenantId> tenants);
}
