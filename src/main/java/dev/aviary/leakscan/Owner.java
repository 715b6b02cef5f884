package dev.aviary.leakscan;

import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Whose a secret or a personal value is.
 *
 * @param id of the fingerprint; or of the individual, with connection and entity before it, as ids of individuals are unique in these only
 * @param tenant null for a secret of the installation
 * @param connection null for a secret that is no token; of the individual, if it is one
 * @param retired whether another token has taken its place
 */
public record Owner(
        String id, @Nullable TenantId tenant, @Nullable ConnectionId connection, boolean retired) {}
