package dev.aviary.vault;

import dev.aviary.audit.AuditAct;
import dev.aviary.audit.AuditEvent;
import dev.aviary.audit.AuditLog;
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

/** Tokens sealed under the keys of their tenant, each bound to its connection's row and to its version. */
final class SealedTokenVault implements TokenVault {

    private static final Logger LOG = LoggerFactory.getLogger(SealedTokenVault.class);

    private static final byte[] NONE = {};

    private final TokenSeals seals;
    private final Connections connections;
    private final JdbcTokenRows rows;
    private final FingerprintKeeper fingerprints;
    private final CountedUses uses;
    private final AuditLog audit;
    private final TransactionOperations transaction;

    SealedTokenVault(
            TokenSeals seals,
            Connections connections,
            JdbcTokenRows rows,
            FingerprintKeeper fingerprints,
            CountedUses uses,
            AuditLog audit,
            TransactionOperations transaction) {
        this.seals = seals;
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
            uses.closed();
        }
    }

    private boolean put(TenantId tenant, ConnectionId connection, byte[] cleartext) {
        var row = rows.find(connection);
        var held = row.filter(found -> found.tenant().equals(tenant));
        var before = held.map(found -> openToReplace(connection, found)).orElse(NONE);
        try {
            if (MessageDigest.isEqual(before, cleartext)) {
                return false;
            }
            var version = before.length > 0
                    ? seals.next(connection, held.orElseThrow())
                    : seals.next(connection, row.isPresent());
            if (before.length > 0) {
                rows.retire(
                        tenant,
                        connection,
                        version,
                        seals.seal(JdbcTokenRows.RETIRED, tenant, connection, version, before));
            }
            keep(tenant, connection, version, cleartext);
            fingerprints.replace(tenant, connection, cleartext);
            append(held.isPresent() ? AuditAct.TOKEN_REPLACED : AuditAct.TOKEN_SEALED, tenant, connection);
            return true;
        } finally {
            Arrays.fill(before, (byte) 0);
        }
    }

    private void keep(TenantId tenant, ConnectionId connection, long version, byte[] cleartext) {
        var sealed = seals.seal(JdbcTokenRows.TABLE, tenant, connection, version, cleartext);
        rows.keep(tenant, connection, version, sealed);
        if (version > 1) {
            seals.replaceBelow(JdbcTokenRows.TABLE, connection, version);
        }
    }

    @Override
    public <R> R lend(TenantId tenant, ConnectionId connection, Occasion occasion, Function<AccessToken, R> use) {
        var row = rows.find(connection).orElseThrow(() -> new NoTokenException(connection));
        row.requireLendable(tenant, connection);
        try (var token = AccessToken.owning(openNewest(tenant, connection, row, occasion))) {
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
            uses.closed();
        }
    }

    @Override
    public void confirm(ConnectionId connection) {
        rows.findRetired(connection)
                .ifPresent(retired -> transaction.executeWithoutResult(status -> forget(connection, retired)));
    }

    /** Unless another was faster. */
    private void forget(ConnectionId connection, JdbcTokenRows.Row retired) {
        if (rows.deleteRetired(connection)) {
            seals.replaceBelow(JdbcTokenRows.RETIRED, connection, seals.next(connection, true));
            append(AuditAct.RETIRED_TOKEN_DESTROYED, retired.tenant(), connection);
        }
    }

    @Override
    public boolean restore(TenantId tenant, ConnectionId connection, Occasion occasion) {
        try {
            return isTrue(transaction.execute(status -> rows.findRetired(connection)
                    .map(row -> restore(tenant, connection, row, occasion))
                    .orElse(false)));
        } finally {
            uses.closed();
        }
    }

    private boolean restore(TenantId tenant, ConnectionId connection, JdbcTokenRows.Row row, Occasion occasion) {
        row.requireLendable(tenant, connection);
        var cleartext = open(JdbcTokenRows.RETIRED, connection, row, occasion);
        try {
            var version = versionAfter(connection, occasion);
            keep(tenant, connection, version, cleartext);
            fingerprints.replace(tenant, connection, cleartext);
            rows.deleteRetired(connection);
            seals.replaceBelow(JdbcTokenRows.RETIRED, connection, version + 1);
            append(AuditAct.TOKEN_REPLACED, tenant, connection);
            return true;
        } finally {
            Arrays.fill(cleartext, (byte) 0);
        }
    }

    @Override
    public void destroy(ConnectionId connection, Occasion occasion) {
        transaction.executeWithoutResult(status -> {
            var row = rows.find(connection);
            var version = versionAfter(connection, occasion);
            rows.delete(connection);
            row.ifPresent(gone -> {
                seals.replaceBelow(JdbcTokenRows.TABLE, connection, version);
                seals.replaceBelow(JdbcTokenRows.RETIRED, connection, version + 1);
                append(AuditAct.TOKEN_DESTROYED, gone.tenant(), connection);
            });
        });
        uses.closed();
    }

    private long versionAfter(ConnectionId connection, Occasion occasion) {
        var row = rows.find(connection);
        try {
            row.ifPresent(found -> Arrays.fill(open(JdbcTokenRows.TABLE, connection, found, occasion), (byte) 0));
            return row.map(found -> seals.next(connection, found)).orElseGet(() -> seals.next(connection, false));
        } catch (SealBrokenException e) {
            return seals.next(connection, true);
        }
    }

    private void append(AuditAct act, TenantId tenant, ConnectionId connection) {
        audit.append(AuditEvent.of(act)
                .tenant(tenant.value())
                .connection(connection.value())
                .build());
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
        row.requireNotFrozen();
        try {
            return open(JdbcTokenRows.TABLE, connection, row, Occasion.byCommand(Purpose.INTAKE));
        } catch (SealBrokenException e) {
            LOG.warn("The stored token of connection {} did not open and is replaced", connection);
            return NONE;
        }
    }

    /** Another may have replaced the token after its row was read: then it is not an older row that was put back. */
    private byte[] openNewest(TenantId tenant, ConnectionId connection, JdbcTokenRows.Row row, Occasion occasion) {
        try {
            return open(JdbcTokenRows.TABLE, connection, row, occasion);
        } catch (SealBrokenException e) {
            var now = rows.find(connection)
                    .filter(found -> found.version() != row.version())
                    .orElseThrow(() -> e);
            now.requireLendable(tenant, connection);
            return open(JdbcTokenRows.TABLE, connection, now, occasion);
        }
    }

    /** The only way to open one, so that none is opened uncounted. */
    private byte[] open(String table, ConnectionId connection, JdbcTokenRows.Row row, Occasion occasion) {
        uses.opening(new TokenTally.Key(row.tenant(), connection, occasion));
        return seals.open(table, connection, row);
    }

    private static boolean isTrue(@Nullable Boolean result) {
        return Boolean.TRUE.equals(result);
    }
}
