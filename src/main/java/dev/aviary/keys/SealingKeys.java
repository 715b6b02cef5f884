package dev.aviary.keys;

import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;

/**
 * The keys of a sealing keyset, told apart by the number that a ciphertext begins with. Tink's own primitive of a keyset does the same, but must look for
 * more kinds of prefixes than there are here.
 */
final class SealingKeys implements PlaceAead {

    private final int number;
    private final SealingCipher primary;
    private final Map<Integer, SealingCipher> others;

    private SealingKeys(int number, SealingCipher primary, Map<Integer, SealingCipher> others) {
        this.number = number;
        this.primary = primary;
        this.others = Map.copyOf(others);
    }

    static SealingKeys of(KeysetHandle keyset) throws GeneralSecurityException {
        var primary = keyset.getPrimary();
        var others = new HashMap<Integer, SealingCipher>();
        for (var i = 0; i < keyset.size(); i++) {
            var entry = keyset.getAt(i);
            if (!entry.isPrimary() && entry.getStatus() == KeyStatus.ENABLED) {
                others.put(entry.getId(), cipher(entry));
            }
        }
        return new SealingKeys(primary.getId(), cipher(primary), others);
    }

    private static SealingCipher cipher(KeysetHandle.Entry entry) throws GeneralSecurityException {
        if (entry.getKey() instanceof AesGcmKey key
                && key.getParameters().equals(PredefinedAeadParameters.AES256_GCM)) {
            return new SealingCipher(key);
        }
        throw new GeneralSecurityException("not a sealing key");
    }

    /** Whether a key of that number is here. Says yes to what is too short to have a number, for that opens nowhere. */
    boolean knows(byte[] sealed) {
        return !KeyNumber.isIn(sealed) || KeyNumber.of(sealed) == number || others.containsKey(KeyNumber.of(sealed));
    }

    @Override
    public byte[] seal(byte[] cleartext, Binding binding, Place place) throws GeneralSecurityException {
        return primary.seal(cleartext, binding, place);
    }

    @Override
    public byte[] open(byte[] sealed, Binding binding, Place place) throws GeneralSecurityException {
        return by(sealed).open(sealed, binding, place);
    }

    @Override
    public byte[] encrypt(byte[] cleartext, byte[] binding) throws GeneralSecurityException {
        return primary.encrypt(cleartext, binding);
    }

    @Override
    public byte[] decrypt(byte[] sealed, byte[] binding) throws GeneralSecurityException {
        return by(sealed).decrypt(sealed, binding);
    }

    private SealingCipher by(byte[] sealed) {
        return others.isEmpty() || !KeyNumber.isIn(sealed)
                ? primary
                : others.getOrDefault(KeyNumber.of(sealed), primary);
    }
}
