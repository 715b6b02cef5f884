package dev.aviary.vault;

import dev.aviary.audit.AuditAct;
import dev.aviary.audit.AuditEvent;
import dev.aviary.audit.AuditLog;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/** Tokens sealed under the keys of their tenant, each bound to its connection's row. */
final class SealedTokenVault implements TokenVault {

    private static final Logger LOG = LoggerFactory.getLogger(SealedTokenVault.class);

    private static final byte[] NONE = {};

    private final Keys keys;
    private final Connections connections;
    private final JdbcTokenRows rows;
    private final FingerprintKeeper fingerprints;
    private final CountedUses uses;
    private final AuditLog audit;
    private final TransactionOperations transaction;

    SealedTokenVault(
            Keys keys,
            Connections connections,
            JdbcTokenRows rows,
            FingerprintKeeper fingerprints,
            CountedUses uses,
            AuditLog audit,
            TransactionOperations transaction) {
        this.keys = keys;
        this.connections = connections;
        this.rows = rows;
        this.fingerprints = fingerprints;
        this.uses = uses;
        this.audit = audit;
        this.transaction = transaction;
    }

    @Override
    public boolean put(TenantId tenant, ConnectionId connection, AccessToken token) {
        requireOwner(tenant, connection);
        var cleartext = token.cleartextCopy();
        try {
            return isTrue(transaction.execute(status -> put(tenant, connection, cleartext)));
        } finally {
            Arrays.fill(cleartext, (byte) 0);
        }
    }

    private boolean put(TenantId tenant, ConnectionId connection, byte[] cleartext) {
        var held = rows.find(connection).filter(row -> row.tenant().equals(tenant));
        var before = held.map(row -> openToReplace(connection, row)).orElse(NONE);
        try {
            if (MessageDigest.isEqual(before, cleartext)) {
                return false;
            }
            if (before.length > 0) {
                rows.retire(tenant, connection, seal(tenant, before, retiredPlace(connection)));
            }
            rows.keep(tenant, connection, seal(tenant, cleartext, place(connection)));
            fingerprints.replace(tenant, connection, cleartext);
            append(held.isPresent() ? AuditAct.TOKEN_REPLACED : AuditAct.TOKEN_SEALED, tenant, connection);
            return true;
        } finally {
            Arrays.fill(before, (byte) 0);
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
    public boolean holds(ConnectionId connection, AccessToken token) {
        var cleartext = token.cleartextCopy();
        var held =
                rows.find(connection).map(row -> openToReplace(connection, row)).orElse(NONE);
        try {
            return MessageDigest.isEqual(held, cleartext);
        } finally {
            Arrays.fill(cleartext, (byte) 0);
            Arrays.fill(held, (byte) 0);
        }
    }

    @Override
    public void confirm(ConnectionId connection) {
        rows.deleteRetired(connection);
    }

    @Override
    public boolean restore(ConnectionId connection) {
        return isTrue(transaction.execute(status -> rows.findRetired(connection)
                .map(row -> restore(connection, row))
                .orElse(false)));
    }

    private boolean restore(ConnectionId connection, JdbcTokenRows.Row row) {
        requireNotFrozen(row);
        var cleartext = keys.ofTenant(row.tenant().value()).open(row.sealed(), retiredPlace(connection));
        try {
            rows.keep(row.tenant(), connection, seal(row.tenant(), cleartext, place(connection)));
            fingerprints.replace(row.tenant(), connection, cleartext);
            rows.deleteRetired(connection);
            append(AuditAct.TOKEN_REPLACED, row.tenant(), connection);
            return true;
        } finally {
            Arrays.fill(cleartext, (byte) 0);
        }
    }

    @Override
    public void destroy(ConnectionId connection) {
        transaction.executeWithoutResult(status -> {
            var row = rows.find(connection);
            rows.delete(connection);
            row.ifPresent(gone -> append(AuditAct.TOKEN_DESTROYED, gone.tenant(), connection));
        });
    }

    private void append(AuditAct act, TenantId tenant, ConnectionId connection) {
        audit.append(AuditEvent.of(act)
                .tenant(tenant.value())
                .connection(connection.value())
                .build());
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

    /** Opened to be compared, because two sealings of one token never look alike, and to be sealed elsewhere; empty if it does not open. */
    private byte[] openToReplace(ConnectionId connection, JdbcTokenRows.Row row) {
        requireNotFrozen(row);
        try {
            return open(connection, row);
        } catch (SealBrokenException e) {
            LOG.warn("The stored token of connection {} did not open and is replaced", connection);
            return NONE;
        }
    }

    private byte[] open(ConnectionId connection, JdbcTokenRows.Row row) {
        return keys.ofTenant(row.tenant().value()).open(row.sealed(), place(connection));
    }

    private byte[] seal(TenantId tenant, byte[] cleartext, Place place) {
        return keys.ofTenant(tenant.value()).seal(cleartext, place);
    }

    private static boolean isTrue(@Nullable Boolean result) {
        return Boolean.TRUE.equals(result);
    }

    private static Place place(ConnectionId connection) {
        return Place.of(JdbcTokenRows.TABLE, connection.value());
    }

    private static Place retiredPlace(ConnectionId connection) {
        return Place.of(JdbcTokenRows.RETIRED, connection.value());
    }
}
