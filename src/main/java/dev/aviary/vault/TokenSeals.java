package dev.aviary.vault;

import dev.aviary.keys.Keys;
import dev.aviary.keys.Place;
import dev.aviary.keys.SealBrokenException;
import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.TenantId;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Seals and opens rows of tokens, each bound to its table, its connection and its version, and refuses a version that another has replaced. */
final class TokenSeals {

    private final Keys keys;
    private final NewestVersions newest;

    TokenSeals(Keys keys, NewestVersions newest) {
        this.keys = keys;
        this.newest = newest;
    }

    byte[] seal(String table, TenantId tenant, ConnectionId connection, long version, byte[] cleartext) {
        return keys.ofTenant(tenant.value()).seal(cleartext, Place.ofVersion(version, table, connection.value()));
    }

    /** @throws SealBrokenException if it was moved or changed, or if a newer version was in use */
    byte[] open(String table, ConnectionId connection, JdbcTokenRows.Row row) {
        var oldestGood = newest.oldestGood(table, connection);
        if (row.version() < oldestGood) {
            throw new SealBrokenException("The token in " + table + " of connection " + connection + " is version "
                    + row.version() + ", but no version below " + oldestGood
                    + " is good any more: an older row was put back. Take the token in again; if the database was restored from a backup on purpose, remove "
                    + newest.of(table, connection));
        }
        var cleartext = keys.ofTenant(row.tenant().value())
                .open(row.sealed(), Place.ofVersion(row.version(), table, connection.value()));
        if (row.version() > Math.max(oldestGood, 1)) {
            replaceBelow(table, connection, row.version());
        }
        return cleartext;
    }

    /** The version of the next token of a connection that has none, or whose token does not open: what its row says then is nobody's word. */
    long next(ConnectionId connection, boolean hasRow) {
        return Math.max(newest.oldestGood(JdbcTokenRows.TABLE, connection), hasRow ? 1 : 0) + 1;
    }

    /** The version of the next token of a connection whose token has just been opened. */
    long next(ConnectionId connection, JdbcTokenRows.Row opened) {
        return Math.max(next(connection, true), opened.version() + 1);
    }

    /** From the commit of the caller's transaction on. Not before: after a rollback nothing that is stored would open. */
    void replaceBelow(String table, ConnectionId connection, long version) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            newest.raise(table, connection, version);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                newest.raise(table, connection, version);
            }
        });
    }
}
