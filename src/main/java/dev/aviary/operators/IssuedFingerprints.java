package dev.aviary.operators;

import dev.aviary.vault.SecretFingerprints;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lets a leak scan know what was issued to operators, at the only time when it is there to be known. */
final class IssuedFingerprints {

    static final String SECRET = "operator-secret";
    static final String KEY = "operator-key";

    private final SecretFingerprints fingerprints;

    IssuedFingerprints(SecretFingerprints fingerprints) {
        this.fingerprints = fingerprints;
    }

    /**
     * In the caller's transaction.
     *
     * @param random the secret to type; null if a person chose it
     */
    void keep(UUID operator, @Nullable Secret random, OperatorKey key) {
        if (random != null) {
            keep(SECRET, operator, bytes(random));
        }
        keep(KEY, operator, key.encodedCopy());
    }

    /** In the caller's transaction. */
    void retire(UUID operator) {
        fingerprints.retire(operator);
    }

    private void keep(String kind, UUID operator, byte[] secret) {
        try {
            fingerprints.keep(kind, operator, secret);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static byte[] bytes(Secret secret) {
        var characters = secret.revealOnce();
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(characters));
        var bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        Arrays.fill(encoded.array(), (byte) 0);
        Arrays.fill(characters, '\0');
        return bytes;
    }
}
