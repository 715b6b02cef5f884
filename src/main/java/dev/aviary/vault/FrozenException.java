package dev.aviary.vault;

import dev.aviary.tenancy.TenantId;

/** The tenant is frozen: none of its tokens opens, and none is replaced. */
public final class FrozenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public FrozenException(TenantId tenant) {
        super("Tenant " + tenant + " is frozen, none of its tokens opens; 'aviary tenants thaw' ends that");
    }
}
