package dev.aviary.keys;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.subtle.Random;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM under one key of a Tink keyset, byte by byte what Tink's own cipher makes and opens: 1, the number of the key, a random nonce of Tink's, then
 * what the JDK's cipher makes. Tink's asks the system properties at each call whether this is Android, which is half of what it adds to the JDK's cipher.
 */
@AccessesPartialKey
final class SealingCipher implements PlaceAead {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final int HEAD_BYTES = KeyNumber.PREFIX_BYTES + NONCE_BYTES;
    private static final ThreadLocal<Tools> TOOLS = ThreadLocal.withInitial(() -> new Tools(cipher(), new Encoding()));

    private final byte[] prefix;
    private final int number;
    private final SecretKey key;

    /** What a thread uses for one value after the other. */
    private record Tools(Cipher cipher, Encoding encoding) {}

    SealingCipher(AesGcmKey key) {
        this.number = key.getIdRequirementOrNull();
        this.prefix = KeyNumber.prefix(number);
        var secret = key.getKeyBytes().toByteArray(InsecureSecretKeyAccess.get());
        this.key = new SecretKeySpec(secret, "AES");
        Arrays.fill(secret, (byte) 0);
    }

    private static Cipher cipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no AES/GCM", e);
        }
    }

    @Override
    public byte[] seal(byte[] cleartext, Binding binding, Place place) throws GeneralSecurityException {
        var tools = TOOLS.get();
        tools.encoding.encode(binding, place);
        return seal(tools.cipher, cleartext, tools.encoding.array(), tools.encoding.size());
    }

    @Override
    public byte[] open(byte[] sealed, Binding binding, Place place) throws GeneralSecurityException {
        var tools = TOOLS.get();
        tools.encoding.encode(binding, place);
        return open(tools.cipher, sealed, tools.encoding.array(), tools.encoding.size());
    }

    @Override
    public byte[] encrypt(byte[] cleartext, byte[] bound) throws GeneralSecurityException {
        return seal(TOOLS.get().cipher, cleartext, bound, bound.length);
    }

    @Override
    public byte[] decrypt(byte[] sealed, byte[] bound) throws GeneralSecurityException {
        return open(TOOLS.get().cipher, sealed, bound, bound.length);
    }

    private byte[] seal(Cipher cipher, byte[] cleartext, byte[] bound, int boundBytes) throws GeneralSecurityException {
        var nonce = Random.randBytes(NONCE_BYTES);
        cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
        cipher.updateAAD(bound, 0, boundBytes);
        var sealed = Arrays.copyOf(prefix, Math.addExact(HEAD_BYTES + TAG_BYTES, cleartext.length));
        System.arraycopy(nonce, 0, sealed, KeyNumber.PREFIX_BYTES, NONCE_BYTES);
        cipher.doFinal(cleartext, 0, cleartext.length, sealed, HEAD_BYTES);
        return sealed;
    }

    private byte[] open(Cipher cipher, byte[] sealed, byte[] bound, int boundBytes) throws GeneralSecurityException {
        if (!isSealedUnderThis(sealed)) {
            throw new GeneralSecurityException("not sealed under this key");
        }
        var nonce = new GCMParameterSpec(TAG_BYTES * Byte.SIZE, sealed, KeyNumber.PREFIX_BYTES, NONCE_BYTES);
        cipher.init(Cipher.DECRYPT_MODE, key, nonce);
        cipher.updateAAD(bound, 0, boundBytes);
        return cipher.doFinal(sealed, HEAD_BYTES, sealed.length - HEAD_BYTES);
    }

    private boolean isSealedUnderThis(byte[] sealed) {
        return sealed.length >= HEAD_BYTES + TAG_BYTES && sealed[0] == prefix[0] && KeyNumber.of(sealed) == number;
    }
}
