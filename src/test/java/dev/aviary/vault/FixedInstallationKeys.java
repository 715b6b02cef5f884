package dev.aviary.vault;

import dev.aviary.keys.InstallationKeys;
import dev.aviary.keys.SealingKey;
import dev.aviary.keys.SigningKey;
import dev.aviary.keys.VouchingKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A key of the installation that needs neither file nor table. */
record FixedInstallationKeys(String key) implements InstallationKeys {

    @Override
    public boolean has(String name) {
        return true;
    }

    @Override
    public VouchingKey vouching(String name) {
        return new VouchingKey() {
            @Override
            public byte[] vouch(byte[] data) {
                try {
                    var mac = Mac.getInstance("HmacSHA256");
                    mac.init(new SecretKeySpec((key + name).getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
                    return mac.doFinal(data);
                } catch (GeneralSecurityException e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public boolean vouchedFor(byte[] code, byte[] data) {
                return MessageDigest.isEqual(code, vouch(data));
            }
        };
    }

    @Override
    public SealingKey sealing(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SigningKey signing(String name) {
        throw new UnsupportedOperationException();
    }
}
