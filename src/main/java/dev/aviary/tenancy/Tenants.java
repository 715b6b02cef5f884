package dev.aviary.tenancy;

import java.util.List;
import java.util.Optional;

/** The tenants on record. Thread-safe; takes part in the caller's transaction. */
public interface Tenants {

    /**
     * The tenant of that name, created if it is new. Names are compared without regard to case and to white space around them.
     *
     * @throws IllegalArgumentException unless the name has 1 to 255 characters without control characters; the message does not repeat it
     */
    Tenant named(String name);

    Optional<Tenant> find(TenantId id);

    /** By name, without regard to case, or by id: what people type after {@code --tenant}. */
    Optional<Tenant> lookUp(String nameOrId);

    /** All, by name. */
    List<Tenant> all();
}
