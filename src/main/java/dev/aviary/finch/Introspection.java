package dev.aviary.finch;

import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.ConnectionKind;
import dev.aviary.tenancy.Entity;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code GET /introspect} tells of the connection behind a token (finch-api 2.4).
 *
 * @param status {@code connection_status.status}: pending, processing, connected, reauth, error_permissions, error_no_account_setup; unknown words kept; null if absent
 * @param lastSuccessfulSync kept as text: compared, never parsed
 * @param products Finch's words, unknown ones included
 */
public record Introspection(
        ConnectionId connection,
        @Nullable String provider,
        ConnectionKind kind,
        @Nullable String status,
        @Nullable String lastSuccessfulSync,
        Set<String> products,
        List<Entity> entities,
        String requestId) {}
