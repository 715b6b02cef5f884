package dev.aviary.vault;

import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.TenantId;
import java.util.function.Function;

/**
 * Keeps access tokens sealed under their tenant's key and lends them for one visible scope. Every opening is counted, see {@link TokenUses}; to take one in, or
 * to ask whether it is held, opens the one there is for {@link Purpose#INTAKE}. Thread-safe.
 */
public interface TokenVault {

    /**
     * Seals the token and keeps it for the connection, in place of one that was there. The caller still closes the token. What was there is kept,
     * sealed, until {@link #confirm} says that the new one works.
     *
     * Takes part in the caller's transaction, and writes an audit event at its end: put last. A stored token that does not open any more is replaced.
     *
     * @return whether the vault changed: false if it already held this very token
     * @throws dev.aviary.tenancy.ForeignConnectionException if the connection is on record for another tenant
     * @throws IllegalStateException if the connection is not on record
     * @throws FrozenException if the vault holds a token and the tenant is frozen
     */
    boolean put(TenantId tenant, ConnectionId connection, AccessToken token);

    /**
     * Opens the token for the length of one use. It is wiped when {@code use} returns or throws; nobody may keep it.
     * No database connection is held during the use, unless the caller is in a transaction.
     *
     * @param tenant whose connection it is, as the caller knows it: what is read with the token is sealed with this tenant's keys
     * @throws NoTokenException if the vault holds none for the connection
     * @throws dev.aviary.tenancy.ForeignConnectionException if the token was sealed for another tenant; it is not opened then
     * @throws FrozenException if its tenant is frozen
     * @throws dev.aviary.keys.SealBrokenException if the stored token was moved or changed
     */
    <R> R lend(TenantId tenant, ConnectionId connection, Occasion occasion, Function<AccessToken, R> use);

    /** Whether the vault holds a token for the connection. */
    boolean holds(ConnectionId connection);

    /**
     * Whether the vault holds this very token for the connection; compared in constant time.
     *
     * @throws FrozenException if the vault holds one and the tenant is frozen
     */
    boolean holds(ConnectionId connection, AccessToken token);

    /** The token works: Finch has been seen to know it. What it replaced is forgotten for good, with an audit event. Costs one statement if there is nothing. */
    void confirm(ConnectionId connection);

    /**
     * Finch does not know the token: the one that it replaced takes its place again, and it is forgotten. To be tried, not trusted: Finch may know neither.
     *
     * @return false if there is none to go back to
     * @throws dev.aviary.tenancy.ForeignConnectionException if that one was sealed for another tenant; nothing is changed then
     * @throws FrozenException if the tenant is frozen
     */
    boolean restore(TenantId tenant, ConnectionId connection, Occasion occasion);

    /** Forgets the token for good, and what it replaced. Only after Finch confirmed the disconnect, or says that the token is dead (law 3). */
    void destroy(ConnectionId connection, Occasion occasion);
}
