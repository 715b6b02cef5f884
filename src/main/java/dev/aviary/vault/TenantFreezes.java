package dev.aviary.vault;

import dev.aviary.tenancy.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

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

    /**
     * Freezes several in the one order in which everybody locks: the tenants, then the end of the audit log, so that nobody who freezes or thaws one of
     * them meanwhile waits in a circle with this.
     *
     * @return those that were not frozen already
     * @throws IllegalStateException if one is not on record
     */
    Set<TenantId> freeze(Collection<TenantId> tenants);

    /** @return false if it was not frozen */
    boolean thaw(TenantId tenant);

    /** Since when the tenant is frozen; empty if it is not. */
    Optional<Instant> since(TenantId tenant);
}
