package dev.aviary.vault;

import dev.aviary.tenancy.TenantId;
import java.util.Collection;
import java.util.function.Consumer;

/**
 * Recognises our own secrets in any text without having them. Live tokens, secrets of the settings such as the client secret, secrets that were issued
 * to operators; and those that were replaced or withdrawn, for a set time. Thread-safe.
 */
public interface Fingerprints {

    /** The hash with which all windows are made. */
    WindowHash windowHash();

    /**
     * Hands on one fingerprint after the other, live ones first, each wiped when {@code each} returns. Tokens that have none yet are opened and get one;
     * those of a frozen tenant are passed over.
     *
     * @param tenants whose; the secrets that are no tokens come in any case, and first
     * @param occasion of the openings, should there be any
     */
    void ofLive(Collection<TenantId> tenants, Occasion occasion, Consumer<Fingerprint> each);

    /** Keeps the fingerprints of the secrets that are set now, and retires those of what was set before. For the start of a process: trouble is logged. */
    void rememberSettings();

    /**
     * Whether these bytes are that secret in that form: a keyed hash of all of it, so two different texts are never taken for one another in practice
     * (2^-256). False also if the fingerprint is gone meanwhile.
     *
     * @param found as many bytes as the form has
     */
    boolean isSecret(String fingerprint, SecretForm form, byte[] found);
}
