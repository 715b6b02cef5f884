package dev.aviary.vault;

import dev.aviary.tenancy.TenantId;
import java.util.Collection;
import java.util.function.Consumer;

/**
 * Recognises our own secrets in any text without having them. Live tokens, tokens that were replaced, for a set time, and secrets of the installation
 * such as the client secret. Thread-safe.
 */
public interface Fingerprints {

    /** The hash with which all windows are made. */
    WindowHash windowHash();

    /**
     * Hands on one fingerprint after the other, live ones first, each wiped when {@code each} returns. Tokens that have none yet are opened and get one;
     * those of a frozen tenant are passed over.
     *
     * @param tenants whose; the secrets of the installation come in any case
     * @param occasion of the openings, should there be any
     */
    void ofLive(Collection<TenantId> tenants, Occasion occasion, Consumer<Fingerprint> each);

    /**
     * Whether these bytes are that secret in that form: a keyed hash of all of it, so two different texts are never taken for one another in practice
     * (2^-256). False also if the fingerprint is gone meanwhile.
     *
     * @param found as many bytes as the form has
     */
    boolean isSecret(String fingerprint, SecretForm form, byte[] found);
}
