package dev.aviary.leakscan;

import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Whose a secret or a personal value is.
 *
 * @param id of the fingerprint, or of the individual
 * @param tenant null for a secret of the installation
 * @param connection null for a secret that is no token
 * @param retired whether another token has taken its place
 */
public record Owner(
        String id, @Nullable TenantId tenant, @Nullable ConnectionId connection, boolean retired) {}
