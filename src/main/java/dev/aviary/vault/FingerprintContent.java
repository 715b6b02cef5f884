package dev.aviary.vault;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A fingerprint as it is sealed: version, a check of the window key, then per form its number, a message authentication code of the whole
 * form, and the hashes of all its windows.
 */
final class FingerprintContent implements AutoCloseable {

    private static final byte VERSION = 2;

    private final Map<SecretForm, byte[]> codes = new EnumMap<>(SecretForm.class);
    private final Map<SecretForm, long[]> windows = new EnumMap<>(SecretForm.class);

    void add(SecretForm form, byte[] code, long[] hashes) {
        codes.put(form, code);
        windows.put(form, hashes);
    }

    byte @Nullable [] code(SecretForm form) {
        return codes.get(form);
    }

    Map<SecretForm, long[]> windows() {
        return windows;
    }

    /** The caller wipes it. */
    byte[] encoded(long check) {
        var size = 1 + Long.BYTES;
        for (var form : codes.keySet()) {
            size += 1 + 1 + codes.get(form).length + 4 + Long.BYTES * windows.get(form).length;
        }
        var out = ByteBuffer.allocate(size).put(VERSION).putLong(check);
        codes.forEach((form, code) -> {
            out.put((byte) form.ordinal()).put((byte) code.length).put(code);
            out.putInt(windows.get(form).length);
            for (var hash : windows.get(form)) {
                out.putLong(hash);
            }
        });
        return out.array();
    }

    /** @return null if it was made with another window key, or by another version: then it is of no use */
    static @Nullable FingerprintContent decoded(byte[] encoded, long check) {
        var in = ByteBuffer.wrap(encoded);
        if (in.get() != VERSION || in.getLong() != check) {
            return null;
        }
        var content = new FingerprintContent();
        while (in.hasRemaining()) {
            var form = SecretForm.values()[in.get()];
            var code = new byte[in.get()];
            in.get(code);
            var hashes = new long[in.getInt()];
            for (var i = 0; i < hashes.length; i++) {
                hashes[i] = in.getLong();
            }
            content.add(form, code, hashes);
        }
        return content;
    }

    @Override
    public void close() {
        codes.values().forEach(code -> Arrays.fill(code, (byte) 0));
        windows.values().forEach(hashes -> Arrays.fill(hashes, 0));
    }
}
