package dev.aviary.lifecycle;

import dev.aviary.tenancy.ConnectionId;
import dev.aviary.vault.AccessToken;
import org.jspecify.annotations.Nullable;

/** Takes in the token of a connection: puts tenant and connection on record and the token into the vault, all or nothing. Thread-safe. */
public interface ConnectionIntake {

    /**
     * Taking in the same again changes nothing. A connection whose token was dead may be synced again with its new one.
     * The caller still closes the token. Not to be called inside a transaction: Finch may be asked.
     *
     * @param tenant name of the tenant, who is put on record if new
     * @param connection null to ask Finch whose token it is; then its provider, products and entities are kept as well. With an id Finch is
     *     not asked, and a wrong id is noticed only by the first sync.
     * @throws IntakeRefusedException if tenant or connection cannot be taken; the message says why and repeats neither name nor token
     * @throws dev.aviary.tenancy.ForeignConnectionException if the connection is on record for another tenant
     * @throws dev.aviary.finch.FinchException if Finch had to be asked and did not tell
     * @throws dev.aviary.keys.KeyUnusableException if the keys cannot be used
     */
    TakenIn take(String tenant, @Nullable ConnectionId connection, AccessToken token);
}
