package dev.aviary.keys;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.subtle.Random;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/**
 * How the key of an individual is wrapped: its number and its 32 bytes, sealed under the key of the epoch. There are as many as people, and one is
 * unwrapped for every page a person is on; a keyset of one key, as such keys were wrapped before and are still read, takes three times as long to unwrap
 * and twice the room. What a key seals looks the same either way.
 */
@AccessesPartialKey
final class IndividualKeyForm {

    private static final int KEY_BYTES = 32;

    /** What Tink seals begins with it; a wrapped keyset does not. */
    private static final byte TINK = 1;

    private IndividualKeyForm() {}

    static AesGcmKey generate() {
        try {
            return key(newNumber(), SecretBytes.randomBytes(KEY_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot make a key of an individual", e);
        }
    }

    static byte[] wrap(AesGcmKey key, Aead under, IndividualBindings bindings, String individual)
            throws GeneralSecurityException {
        var secret = key.getKeyBytes().toByteArray(InsecureSecretKeyAccess.get());
        var clear = ByteBuffer.allocate(Integer.BYTES + KEY_BYTES)
                .putInt(key.getIdRequirementOrNull())
                .put(secret)
                .array();
        try {
            return under.encrypt(clear, bindings.key(individual));
        } finally {
            Arrays.fill(secret, (byte) 0);
            Arrays.fill(clear, (byte) 0);
        }
    }

    /** @throws GeneralSecurityException if it was wrapped under another key or for another individual, or was changed since */
    static AesGcmKey unwrap(byte[] wrapped, Aead under, IndividualBindings bindings, String individual)
            throws GeneralSecurityException {
        if (wrapped.length == 0 || wrapped[0] != TINK) {
            return onlyKey(Keysets.SEALING.unwrap(wrapped, under, bindings.keyset(individual)));
        }
        var clear = under.decrypt(wrapped, bindings.key(individual));
        try {
            if (clear.length != Integer.BYTES + KEY_BYTES) {
                throw new GeneralSecurityException("not a key of an individual");
            }
            var secret = Arrays.copyOfRange(clear, Integer.BYTES, clear.length);
            var bytes = SecretBytes.copyFrom(secret, InsecureSecretKeyAccess.get());
            Arrays.fill(secret, (byte) 0);
            return key(ByteBuffer.wrap(clear).getInt(), bytes);
        } finally {
            Arrays.fill(clear, (byte) 0);
        }
    }

    static PlaceAead sealer(AesGcmKey key) {
        return new SealingCipher(key);
    }

    private static AesGcmKey onlyKey(KeysetHandle keyset) throws GeneralSecurityException {
        if (keyset.size() == 1 && keyset.getPrimary().getKey() instanceof AesGcmKey key) {
            return key;
        }
        throw new GeneralSecurityException("not the keyset of an individual");
    }

    private static AesGcmKey key(int number, SecretBytes bytes) throws GeneralSecurityException {
        return AesGcmKey.builder()
                .setParameters(PredefinedAeadParameters.AES256_GCM)
                .setIdRequirement(number)
                .setKeyBytes(bytes)
                .build();
    }

    /** As Tink's own numbers: never 0. */
    private static int newNumber() {
        while (true) {
            var number = ByteBuffer.wrap(Random.randBytes(Integer.BYTES)).getInt();
            if (number != 0) {
                return number;
            }
        }
    }
}
