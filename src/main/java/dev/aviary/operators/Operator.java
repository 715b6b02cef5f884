package dev.aviary.operators;

import dev.aviary.audit.Actor;
import dev.aviary.tenancy.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account. Holds nothing secret.
 *
 * @param tenant the only tenant it may act for; null for all
 */
public record Operator(
        UUID id,
        String name,
        Role role,
        @Nullable TenantId tenant,
        boolean enabled,
        boolean hasKey,
        Instant createdAt) {

    /** As the audit log names it. */
    public Actor actor() {
        return Actor.operator(id);
    }

    /**
     * Writes nothing down; {@link Operators#require} does.
     *
     * @param about the one tenant that the act concerns; null if it concerns several or none in particular
     * @throws NotPermittedException unless the role allows it, and the tenant is within the account's scope
     */
    public void require(Permission permission, @Nullable TenantId about) {
        if (!role.may(permission)) {
            throw new NotPermittedException("Operator " + name + " has the role " + role.word() + ", which may not "
                    + permission.inWords() + "; act as somebody who may (--as NAME)");
        }
        if (tenant != null && !tenant.equals(about)) {
            throw new NotPermittedException("Operator " + name + " may act for tenant " + tenant
                    + " only; name that tenant, or act as somebody without that limit (--as NAME)");
        }
    }
}
