package dev.aviary.keys;

import com.google.crypto.tink.KeysetHandle;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A keyset that was unwrapped to be looked at.
 *
 * @param kek URI of the key-encryption key that wraps it
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

    /** Whether every key of the other is in this one. */
    boolean holds(OpenedKeyset other) {
        return entries(other.keyset).allMatch(key -> entries(keyset)
                .anyMatch(own -> own.getId() == key.getId() && own.getKey().equalsKey(key.getKey())));
    }

    private static java.util.stream.Stream<KeysetHandle.Entry> entries(KeysetHandle keyset) {
        return IntStream.range(0, keyset.size()).mapToObj(keyset::getAt);
    }
}
