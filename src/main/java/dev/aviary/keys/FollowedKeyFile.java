package dev.aviary.keys;

import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;

/**
 * A local key-encryption key as its file is now, not as it was when this process opened it: another process may have given it a new version, under which
 * keysets are wrapped from then on.
 */
final class FollowedKeyFile implements Aead {

    private final KeyFile file;
    private volatile Opened opened;

    /** @throws KeyUnusableException as {@link KeyFile#open} does */
    FollowedKeyFile(KeyFile file) {
        this.file = file;
        this.opened = opened(file);
    }

    /** @param stamp of the file before it was read */
    private record Opened(Object stamp, Aead key) {}

    private static Opened opened(KeyFile file) {
        return new Opened(file.stamp().orElse(""), file.open());
    }

    @Override
    public byte[] encrypt(byte[] cleartext, byte[] binding) throws GeneralSecurityException {
        return current().key().encrypt(cleartext, binding);
    }

    @Override
    public byte[] decrypt(byte[] sealed, byte[] binding) throws GeneralSecurityException {
        var known = opened;
        try {
            return known.key().decrypt(sealed, binding);
        } catch (GeneralSecurityException e) {
            var now = current();
            if (now == known) {
                throw e;
            }
            return now.key().decrypt(sealed, binding);
        }
    }

    /** A file that was taken away after the start does not take its key from those that run. */
    private Opened current() {
        var stamp = file.stamp();
        if (stamp.isPresent() && !stamp.get().equals(opened.stamp())) {
            opened = opened(file);
        }
        return opened;
    }
}
