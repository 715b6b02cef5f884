package dev.aviary.vault;

import dev.aviary.keys.Keys;
import dev.aviary.keys.Place;
import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.TenantId;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Seals fingerprints under the tenant's key, each bound to its connection and row, and opens them again. */
final class FingerprintKeeper {

    private final Keys keys;
    private final FingerprintMaker maker;
    private final JdbcFingerprintRows rows;

    FingerprintKeeper(Keys keys, FingerprintMaker maker, JdbcFingerprintRows rows) {
        this.keys = keys;
        this.maker = maker;
        this.rows = rows;
    }

    /** Those that were there are of a token that is not the connection's any more. */
    void replace(TenantId tenant, ConnectionId connection, byte[] token) {
        rows.retire(connection);
        var id = rows.nextId();
        try (var content = maker.of(owner(connection), token)) {
            var encoded = content.encoded(maker.check());
            rows.keep(id, tenant, connection, keys.ofTenant(tenant.value()).seal(encoded, place(connection, id)));
            Arrays.fill(encoded, (byte) 0);
        }
    }

    /** @return null if it was made with a window key that is not in use any more */
    @Nullable
    FingerprintContent open(JdbcFingerprintRows.Row row) {
        var encoded = keys.ofTenant(row.tenant().value()).open(row.sealed(), place(row.connection(), row.id()));
        try {
            return FingerprintContent.decoded(encoded, maker.check());
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }

    static String owner(ConnectionId connection) {
        return "connection " + connection.value();
    }

    private static Place place(ConnectionId connection, String id) {
        return Place.of(JdbcFingerprintRows.TABLE, connection.value(), id);
    }
}
