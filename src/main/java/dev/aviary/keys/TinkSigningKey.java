package dev.aviary.keys;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.PublicKeySign;
import com.google.crypto.tink.signature.Ed25519PrivateKey;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A keyset of Ed25519 key pairs. */
final class TinkSigningKey implements SigningKey {

    private final PublicKeySign signer;
    private final List<byte[]> publicKeys;

    TinkSigningKey(KeysetHandle keyset) throws GeneralSecurityException {
        this.signer = Keysets.signer(keyset);
        var primary = keyset.getPrimary();
        var others = IntStream.range(0, keyset.size())
                .mapToObj(keyset::getAt)
                .filter(entry -> entry.getId() != primary.getId());
        this.publicKeys = Stream.concat(Stream.of(primary), others)
                .map(TinkSigningKey::publicHalf)
                .toList();
    }

    @Override
    public byte[] sign(byte[] data) {
        try {
            return signer.sign(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot sign with Ed25519", e);
        }
    }

    @Override
    public byte[] publicKey() {
        return publicKeys.get(0).clone();
    }

    @Override
    public List<byte[]> publicKeys() {
        return publicKeys.stream().map(byte[]::clone).toList();
    }

    private static byte[] publicHalf(KeysetHandle.Entry entry) {
        var pair = (Ed25519PrivateKey) entry.getKey();
        return pair.getPublicKey().getPublicKeyBytes().toByteArray();
    }
}
