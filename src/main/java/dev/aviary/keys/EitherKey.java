package dev.aviary.keys;

import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;
import java.util.List;

/** Seals under one key, opens with that or one that came before it. */
final class EitherKey implements Aead {

    private final Aead present;
    private final List<Aead> former;

    EitherKey(Aead present, List<Aead> former) {
        this.present = present;
        this.former = List.copyOf(former);
    }

    @Override
    public byte[] encrypt(byte[] cleartext, byte[] binding) throws GeneralSecurityException {
        return present.encrypt(cleartext, binding);
    }

    @Override
    public byte[] decrypt(byte[] sealed, byte[] binding) throws GeneralSecurityException {
        try {
            return present.decrypt(sealed, binding);
        } catch (GeneralSecurityException e) {
            for (var key : former) {
                try {
                    return key.decrypt(sealed, binding);
                } catch (GeneralSecurityException other) {
                    e.addSuppressed(other);
                }
            }
            throw e;
        }
    }
}
