package dev.aviary.store;

import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.EntityId;
import dev.aviary.tenancy.TenantId;

/** The place of rows: one entity of one connection of a tenant. The same human in two entities is two individuals here. */
public record EntityScope(TenantId tenant, ConnectionId connection, EntityId entity) {}
