package dev.aviary.keys;

import com.google.crypto.tink.Aead;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key-encryption key, opened at first use and proven to belong to this database before anything is wrapped by it. A new one is made
 * only for a database that holds nothing wrapped by another.
 */
final class KeyEncryptionKey {

    private static final Logger LOG = LoggerFactory.getLogger(KeyEncryptionKey.class);
    private static final byte[] KNOWN = "aviary".getBytes(StandardCharsets.US_ASCII);

    private final String uri;
    private final List<String> former;
    private final KekProviders providers;
    private final KeysetRows rows;
    private @Nullable Aead opened;

    /**
     * @param uri which key it is, as {@link KekProviders} understands it
     * @param former keys that may still wrap something
     */
    KeyEncryptionKey(String uri, List<String> former, KekProviders providers, KeysetRows rows) {
        this.uri = uri;
        this.former = List.copyOf(former);
        this.providers = providers;
        this.rows = rows;
    }

    /**
     * Opens the key, makes it on a machine that has none for a database that needs none yet, and ties the two together.
     *
     * @throws KeyUnusableException if it is missing though needed, unusable, or not this database's
     */
    synchronized Aead aead() {
        if (opened == null) {
            if ((isYetToBeMade() || !former.isEmpty() && providers.isMissing(uri)) && providers.create(uri)) {
                LOG.info("Key-encryption key ({}) was made. Back it up: without it nothing that is sealed opens", this);
            }
            var key = found();
            if (rows.isUntouched()) {
                rows.keepCheck(sealedCheck(key));
            }
            opened = proven(key);
        }
        return opened;
    }

    /** As {@link #aead}, but makes nothing and changes nothing. */
    Aead existing() {
        var key = found();
        return rows.isUntouched() ? key : proven(key);
    }

    private Aead found() {
        if (providers.isMissing(uri)) {
            throw new KeyUnusableException(
                    "The " + this
                            + " is missing, but the database holds keysets wrapped by it; restore the file from its backup, a new one could not open them");
        }
        return former.isEmpty() ? providers.aead(uri) : new EitherKey(providers.aead(uri), opened(former));
    }

    /** The newest version of the key alone, without those and the keys that came before it. */
    Aead alone() {
        return providers.newest(uri);
    }

    /** Empty for a key of a key service. */
    Optional<KeyFileVersions> versions() {
        return providers.versions(uri);
    }

    /** A key-encryption key and its URI. */
    record Named(String uri, Aead aead) {}

    /** Each of them by itself: the one of now, then those that came before it. */
    List<Named> each() {
        return Stream.concat(Stream.of(uri), former.stream())
                .map(each -> new Named(each, providers.aead(each)))
                .toList();
    }

    private List<Aead> opened(List<String> uris) {
        return uris.stream().map(providers::aead).toList();
    }

    /** Whether nothing is there yet, neither key nor anything wrapped by one: the next use makes the key. */
    boolean isYetToBeMade() {
        return providers.isMissing(uri) && rows.isUntouched();
    }

    @Override
    public String toString() {
        return providers.describe(uri);
    }

    private Aead proven(Aead candidate) {
        var check = rows.check()
                .orElseThrow(
                        () -> new KeyUnusableException(
                                "Table key_check is empty though table tenant_keyset is not: the database was restored in part; restore both tables from the same backup"));
        try {
            candidate.decrypt(check, Binding.keyCheck());
            return candidate;
        } catch (GeneralSecurityException e) {
            throw new KeyUnusableException(
                    "The " + this
                            + " is another key than the one this database's keysets are wrapped by; put the right one there (a file from its backup, or from the machine that first used this database)");
        }
    }

    static byte[] sealedCheck(Aead aead) {
        try {
            return aead.encrypt(KNOWN, Binding.keyCheck());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A key-encryption key that was just opened cannot seal", e);
        }
    }
}
