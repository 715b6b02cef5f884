package dev.aviary.operators;

import dev.aviary.tenancy.TenantId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The accounts of those who act. Every change is written to the audit log, in its own transaction. Thread-safe. */
public interface Operators {

    /** The name of the first account. */
    String FIRST = "admin";

    /**
     * An account that was just made or reset.
     *
     * @param secret what to type after {@code --as NAME}; shown once, the caller closes it. Null if the operator chose it
     * @param key for a key file; the caller closes it
     */
    record Issued(Operator operator, @Nullable Secret secret, OperatorKey key) implements AutoCloseable {

        @Override
        public void close() {
            if (secret != null) {
                secret.close();
            }
            key.close();
        }
    }

    /**
     * Makes the first account, an admin, if there is none of any kind. Its key is in the file when the account is there, so that a crash in between
     * locks nobody out; a key file of the same name that is there already is the account's.
     *
     * @return empty if there are accounts
     */
    Optional<Issued> makeFirst(OperatorKeyFile file);

    /** Whether there are no accounts, so that nobody can sign in. */
    boolean isEmpty();

    /**
     * All, by name.
     *
     * @throws AccountChangedException if one of them is not as Aviary wrote it
     */
    List<Operator> all();

    /**
     * As {@link Operator#require}; a refusal is written down.
     *
     * @param about the one tenant that the act concerns; null if it concerns several or none in particular
     * @throws NotPermittedException unless the role allows it, and the tenant is within the account's scope
     */
    void require(Operator operator, Permission permission, @Nullable TenantId about);

    /**
     * @param chosen the operator's own secret, at least 12 characters; null for a random one. The caller closes it
     * @throws IllegalArgumentException if the name is taken or cannot be one, the secret is too short, or an admin is given a tenant
     */
    Issued add(String name, Role role, @Nullable TenantId tenant, @Nullable Secret chosen);

    /**
     * Gives a new secret and a new key, in place of the old ones, and forgets failed attempts.
     *
     * @throws AccountChangedException if the account is not as Aviary wrote it
     */
    Issued reset(String name, @Nullable Secret chosen);

    /**
     * Ends an account, also one that is not as Aviary wrote it.
     *
     * @throws IllegalArgumentException if nobody is called that, or it is the last enabled admin
     */
    Operator disable(String name);

    /**
     * The same, for bringing lost keysets back and nothing else: as long as the key that vouches for accounts is gone they are taken as they are, and
     * refusals are not written down, because that would make another key of the log.
     */
    Operators toRestoreKeys();

    /**
     * By a secret that somebody typed.
     *
     * @throws SignInRefusedException if it does not prove that, or after too many failed attempts
     * @throws AccountChangedException if the account is not as Aviary wrote it
     */
    Operator signIn(String name, Secret secret);

    /**
     * By a key file.
     *
     * @throws SignInRefusedException if it does not prove that
     * @throws AccountChangedException if the account is not as Aviary wrote it
     */
    Operator signIn(OperatorKey key);
}
