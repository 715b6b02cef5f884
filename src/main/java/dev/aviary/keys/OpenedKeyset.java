package dev.aviary.keys;

import com.google.crypto.tink.KeysetHandle;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A keyset that was unwrapped to be looked at.
 *
 * @param kek URI of the key-encryption key that wraps it, or the wrapping keyset that it is wrapped by
 */
record OpenedKeyset(Keysets kind, KeysetHandle keyset, String kek) {

    /** @throws GeneralSecurityException if none of the key-encryption keys opens it as one of the kinds */
    static OpenedKeyset of(byte[] wrapped, byte[] binding, List<KeyEncryptionKey.Named> keks, Keysets... kinds)
            throws GeneralSecurityException {
        var last = new GeneralSecurityException("no key-encryption key");
        for (var kek : keks) {
            for (var kind : kinds) {
                try {
                    return new OpenedKeyset(kind, kind.unwrap(wrapped, kek.aead(), binding), kek.uri());
                } catch (GeneralSecurityException e) {
                    last = e;
                }
            }
        }
        throw last;
    }

    /**
     * What may open the keysets of a tenant.
     *
     * @param wrapping the tenant's wrapping keyset; null if the key-encryption keys wrap them
     * @return under the name of the key-encryption key that opened it; empty if none does
     */
    static List<KeyEncryptionKey.Named> openers(
            UUID tenant, byte @Nullable [] wrapping, List<KeyEncryptionKey.Named> keks) {
        if (wrapping == null) {
            return keks;
        }
        for (var kek : keks) {
            try {
                var opened = TenantWrapping.open(tenant, wrapping, kek.aead());
                return List.of(new KeyEncryptionKey.Named(kek.uri(), opened.aead()));
            } catch (GeneralSecurityException e) {
                // Another wraps it.
            }
        }
        return List.of();
    }

    /** Whether every key of the other is in this one. */
    boolean holds(OpenedKeyset other) {
        return entries(other.keyset).allMatch(key -> entries(keyset)
                .anyMatch(own -> own.getId() == key.getId() && own.getKey().equalsKey(key.getKey())));
    }

    private static java.util.stream.Stream<KeysetHandle.Entry> entries(KeysetHandle keyset) {
        return IntStream.range(0, keyset.size()).mapToObj(keyset::getAt);
    }
}
