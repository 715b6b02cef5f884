package dev.aviary.vault;

import dev.aviary.tenancy.TenantId;
import java.time.Instant;
import java.util.Optional;

/**
 * Freezes tenants: from the moment {@link #freeze} has committed, no token of the tenant opens, in any process on the database. A use that had opened
 * a token before goes on to its end, which is one call to Finch. Thread-safe; takes part in the caller's transaction.
 */
public interface TenantFreezes {

    /**
     * @return false if it was frozen already
     * @throws IllegalStateException if the tenant is not on record
     */
    boolean freeze(TenantId tenant);

    /** @return false if it was not frozen */
    boolean thaw(TenantId tenant);

    /** Since when the tenant is frozen; empty if it is not. */
    Optional<Instant> since(TenantId tenant);
}
