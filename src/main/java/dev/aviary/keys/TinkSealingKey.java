package dev.aviary.keys;

import com.google.crypto.tink.KeysetHandle;
import java.security.GeneralSecurityException;

/** A keyset of AES-256-GCM keys. */
final class TinkSealingKey implements SealingKey {

    private final Sealer sealer;

    TinkSealingKey(String name, KeysetHandle keyset) throws GeneralSecurityException {
        this.sealer = new Sealer(SealingKeys.of(keyset), () -> "the installation", Binding.ofInstallation(name));
    }

    @Override
    public byte[] seal(byte[] cleartext, Place place) {
        return sealer.seal(cleartext, place);
    }

    @Override
    public byte[] open(byte[] sealed, Place place) {
        return sealer.open(sealed, place);
    }
}
