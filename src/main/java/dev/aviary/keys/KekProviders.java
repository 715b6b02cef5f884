package dev.aviary.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KmsClient;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;

/** Whoever keeps key-encryption keys, each behind Tink's {@link KmsClient}; the beginning of a key's URI says which of them does. */
final class KekProviders {

    private final LocalKeys local;
    private final List<KmsClient> services;

    KekProviders(LocalKeys local, List<KmsClient> services) {
        this.local = local;
        this.services = List.copyOf(services);
    }

    /**
     * Opens a key. The Aead of a key service makes one call of the service each time it is used, so it is for keysets only, never for rows.
     *
     * @throws KeyUnusableException if nobody keeps such a key, or it cannot be used; says what to do
     */
    Aead aead(String uri) {
        try {
            return provider(uri).getAead(uri);
        } catch (GeneralSecurityException e) {
            throw new KeyUnusableException("The key-encryption key " + uri + " cannot be used; check its name");
        }
    }

    /** As {@link #aead}, but of a local key only the newest version. */
    Aead newest(String uri) {
        return versions(uri).map(KeyFileVersions::newest).orElseGet(() -> aead(uri));
    }

    /** Empty for a key of a key service, which keeps its versions to itself. */
    Optional<KeyFileVersions> versions(String uri) {
        return local.doesSupport(uri) ? Optional.of(new KeyFileVersions(local.file(uri))) : Optional.empty();
    }

    /** @throws KeyUnusableException if nobody keeps keys of this name; calls no key service */
    void requireKeeper(String uri) {
        if (isMissing(uri)) {
            return;
        }
        aead(uri);
    }

    /** Whether the key can be made here and is yet to be: only a local one. */
    boolean isMissing(String uri) {
        return local.doesSupport(uri) && !local.exists(uri);
    }

    /** @return whether this call made it */
    boolean create(String uri) {
        return local.doesSupport(uri) && local.create(uri);
    }

    /** How messages name the key: never a secret. */
    String describe(String uri) {
        return local.doesSupport(uri) ? "key file " + local.file(uri) : "key " + uri;
    }

    private KmsClient provider(String uri) {
        if (local.doesSupport(uri)) {
            return local;
        }
        return services.stream()
                .filter(service -> service.doesSupport(uri))
                .findFirst()
                .orElseThrow(() -> new KeyUnusableException("Nobody here keeps a key-encryption key like '" + uri
                        + "'; it must be local:, aws-kms://arn:..., gcp-kms://projects/... or vault-transit://name"));
    }
}
