package dev.aviary.keys;

import java.util.UUID;

/** The keys of all tenants. Thread-safe. */
public interface Keys {

    /**
     * The keys of one tenant, made at first use. One unwrapping by the key-encryption key, then cached.
     *
     * @throws KeyUnusableException if the key-encryption key is missing, wrong, or the stored keyset was changed
     */
    TenantKeys ofTenant(UUID tenant);
}
