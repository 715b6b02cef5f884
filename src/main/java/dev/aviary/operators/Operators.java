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

    /** All, by name. */
    List<Operator> all();

    /**
     * @param chosen the operator's own secret, at least 12 characters; null for a random one. The caller closes it
     * @throws IllegalArgumentException if the name is taken or cannot be one, or the secret is too short
     */
    Issued add(String name, Role role, @Nullable TenantId tenant, @Nullable Secret chosen);

    /** Gives a new secret and a new key, in place of the old ones, and forgets failed attempts. */
    Issued reset(String name, @Nullable Secret chosen);

    /** @throws IllegalArgumentException if nobody is called that, or it is the last admin that is enabled */
    Operator disable(String name);

    /**
     * By a secret that somebody typed.
     *
     * @throws SignInRefusedException if it does not prove that, or after too many failed attempts
     */
    Operator signIn(String name, Secret secret);

    /**
     * By a key file.
     *
     * @throws SignInRefusedException if it does not prove that
     */
    Operator signIn(OperatorKey key);
}
