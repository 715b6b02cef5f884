package dev.aviary.vault;

import dev.aviary.keys.Keys;
import dev.aviary.keys.Place;
import dev.aviary.keys.SealBrokenException;
import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.Connections;
import dev.aviary.tenancy.ForeignConnectionException;
import dev.aviary.tenancy.TenantId;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tokens sealed under the keys of their tenant, each bound to its connection's row. */
final class SealedTokenVault implements TokenVault {

    private static final Logger LOG = LoggerFactory.getLogger(SealedTokenVault.class);

    private final Keys keys;
    private final Connections connections;
    private final JdbcTokenRows rows;
    private final CountedUses uses;

    SealedTokenVault(Keys keys, Connections connections, JdbcTokenRows rows, CountedUses uses) {
        this.keys = keys;
        this.connections = connections;
        this.rows = rows;
        this.uses = uses;
    }

    @Override
    public boolean put(TenantId tenant, ConnectionId connection, AccessToken token) {
        requireOwner(tenant, connection);
        var cleartext = token.cleartextCopy();
        try {
            if (holds(tenant, connection, cleartext)) {
                return false;
            }
            rows.keep(tenant, connection, keys.ofTenant(tenant.value()).seal(cleartext, place(connection)));
            return true;
        } finally {
            Arrays.fill(cleartext, (byte) 0);
        }
    }

    @Override
    public <R> R lend(ConnectionId connection, Occasion occasion, Function<AccessToken, R> use) {
        var row = rows.find(connection).orElseThrow(() -> new NoTokenException(connection));
        requireNotFrozen(row);
        uses.opening(new TokenTally.Key(row.tenant(), connection, occasion));
        try (var token = AccessToken.owning(open(connection, row))) {
            return use.apply(token);
        } finally {
            uses.closed();
        }
    }

    @Override
    public boolean holds(ConnectionId connection) {
        return rows.find(connection).isPresent();
    }

    @Override
    public void destroy(ConnectionId connection) {
        rows.delete(connection);
    }

    private static void requireNotFrozen(JdbcTokenRows.Row row) {
        if (row.frozen()) {
            throw new FrozenException(row.tenant());
        }
    }

    private void requireOwner(TenantId tenant, ConnectionId connection) {
        var owner = connections
                .find(connection)
                .orElseThrow(() -> new IllegalStateException(
                        "Connection " + connection + " is not on record; register it before its token is kept"))
                .tenant();
        if (!owner.equals(tenant)) {
            throw new ForeignConnectionException(connection);
        }
    }

    /** Compares in constant time, opened: two sealings of one token never look alike. */
    private boolean holds(TenantId tenant, ConnectionId connection, byte[] cleartext) {
        var row = rows.find(connection);
        if (row.isEmpty() || !row.get().tenant().equals(tenant)) {
            return false;
        }
        requireNotFrozen(row.get());
        try {
            var held = open(connection, row.get());
            var same = MessageDigest.isEqual(held, cleartext);
            Arrays.fill(held, (byte) 0);
            return same;
        } catch (SealBrokenException e) {
            LOG.warn("The stored token of connection {} did not open and is replaced", connection);
            return false;
        }
    }

    private byte[] open(ConnectionId connection, JdbcTokenRows.Row row) {
        return keys.ofTenant(row.tenant().value()).open(row.sealed(), place(connection));
    }

    private static Place place(ConnectionId connection) {
        return Place.of(JdbcTokenRows.TABLE, connection.value());
    }
}
