package dev.aviary.keys;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/**
 * An epoch key as its file has it: wrapped by the key-encryption key, and once more by the tenant's wrapping keyset, which is open already when the epoch key
 * is needed. Files from before, and those that an import brought back, have the first alone; the second is of no use with a database from before it.
 */
record WrappedEpochKey(byte[] byKek, byte @Nullable [] byTenant) {

    /** A wrapped keyset, which is all there was in a file at first, never begins with it. */
    private static final byte TWICE = 2;

    private static final int HEAD_BYTES = 1 + Integer.BYTES;

    static WrappedEpochKey of(byte[] file) throws GeneralSecurityException {
        if (file.length == 0 || file[0] != TWICE) {
            return new WrappedEpochKey(file, null);
        }
        var parts = ByteBuffer.wrap(file);
        if (file.length < HEAD_BYTES || parts.getInt(1) < 0 || parts.getInt(1) > file.length - HEAD_BYTES) {
            throw new GeneralSecurityException("not an epoch key");
        }
        var byKek = new byte[parts.getInt(1)];
        var byTenant = new byte[file.length - HEAD_BYTES - byKek.length];
        parts.position(HEAD_BYTES).get(byKek).get(byTenant);
        return new WrappedEpochKey(byKek, byTenant);
    }

    byte[] file() {
        return byTenant == null
                ? byKek
                : ByteBuffer.allocate(HEAD_BYTES + byKek.length + byTenant.length)
                        .put(TWICE)
                        .putInt(byKek.length)
                        .put(byKek)
                        .put(byTenant)
                        .array();
    }
}
