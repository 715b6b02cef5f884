package dev.aviary.lifecycle;

import dev.aviary.finch.ConnectCode;
import org.jspecify.annotations.Nullable;

/**
 * Turns the code that an employer's consent brought into a token in the vault: the token goes from Finch straight there. For a connection that is on
 * record, after re-authentication, it replaces the old token, which is kept sealed until Finch has been seen to know the new one. Thread-safe.
 */
public interface CodeExchange {

    /**
     * The caller still closes the code. Not to be called inside a transaction. A code is good once: when the process ends between Finch's answer and the
     * vault, the token is lost, and the employer has to go through Connect again.
     *
     * @param tenant name of the tenant, who is put on record if new
     * @param redirectUri the one that Connect was opened with; null for the embedded flow
     * @throws IntakeRefusedException if Finch does not take the code or the client, or tenant or connection cannot be taken; the message says why
     * @throws dev.aviary.vault.FrozenException if the tenant is frozen; the code was not used then
     * @throws dev.aviary.tenancy.ForeignConnectionException if the connection is on record for another tenant
     * @throws dev.aviary.finch.FinchException if Finch could not be asked
     */
    Exchanged exchange(String tenant, ConnectCode code, @Nullable String redirectUri);
}
