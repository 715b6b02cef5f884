package dev.aviary.vault;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A keyed hash of 12 bytes, made to be computed at every eighth byte of a gigabyte: one multiplication. Whoever scans looks each up in a set of the
 * windows of all fingerprints, and asks {@link Fingerprints#isSecret} about what is found. It is no cryptographic hash: hashes are sealed where they are
 * stored, and a match decides nothing.
 *
 * <p>A form of at least {@code WINDOW + STRIDE - 1} bytes (19) has a window at a multiple of eight wherever it begins, so no form can be missed.
 */
public final class WindowHash {

    /** Bytes that go into a hash. */
    public static final int WINDOW = 12;

    /** How far apart the windows of a scanned text may be. */
    public static final int STRIDE = 8;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final long first;
    private final long second;

    /** @param key at least 16 bytes */
    WindowHash(byte[] key) {
        this.first = (long) LONGS.get(key, 0);
        this.second = (long) LONGS.get(key, 8);
    }

    /** The hash of the {@link #WINDOW} bytes from there on. */
    public long at(byte[] text, int from) {
        var low = (long) LONGS.get(text, from) ^ first;
        var high = (long) LONGS.get(text, from + WINDOW - Long.BYTES) ^ second;
        return low * high ^ Math.multiplyHigh(low, high);
    }

    /** The hashes at every byte; empty for what is shorter than a window. */
    long[] all(byte[] text) {
        var hashes = new long[Math.max(0, text.length - WINDOW + 1)];
        for (var i = 0; i < hashes.length; i++) {
            hashes[i] = at(text, i);
        }
        return hashes;
    }

    @Override
    public String toString() {
        return "WindowHash[hidden]";
    }
}
