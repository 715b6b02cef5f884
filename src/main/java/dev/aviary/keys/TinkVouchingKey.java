package dev.aviary.keys;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Mac;
import java.security.GeneralSecurityException;

/** A keyset of HMAC keys. */
final class TinkVouchingKey implements VouchingKey {

    private final Mac mac;

    TinkVouchingKey(KeysetHandle keyset) throws GeneralSecurityException {
        this.mac = Keysets.voucher(keyset);
    }

    @Override
    public byte[] vouch(byte[] data) {
        try {
            return mac.computeMac(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot compute an HMAC", e);
        }
    }

    @Override
    public boolean vouchedFor(byte[] code, byte[] data) {
        try {
            mac.verifyMac(code, data);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
