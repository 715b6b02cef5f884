package dev.aviary.leakscan.reading;

import dev.aviary.keys.InstallationKeys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Keyed codes of pieces of texts: without the key nobody can try what stood there. */
final class ContentCodes {

    /** Bytes at the beginning, and before the position, by which a text is known again. */
    static final int LENGTH = 4096;

    private static final int BUFFER = 64 << 10;
    private static final String KEY = "leak-readings";

    private final InstallationKeys keys;

    ContentCodes(InstallationKeys keys) {
        this.keys = keys;
    }

    /**
     * How much of a beginning is coded: of short texts a power of two, so that there are few lengths to try.
     *
     * @param read bytes that were read of it, at least 1
     */
    static int headLength(long read) {
        return Integer.highestOneBit((int) Math.min(read, LENGTH));
    }

    byte[] ofPlace(String place) {
        return ofText('p', place);
    }

    /** @param key of the file, as the file system has it */
    byte[] ofFile(String key) {
        return ofText('f', key);
    }

    private byte[] ofText(char kind, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return code((byte) kind, bytes, 0, bytes.length);
    }

    /** @param length how many of the bytes from 0 on */
    byte[] ofHead(byte[] bytes, int length) {
        return code((byte) 'h', bytes, 0, length);
    }

    byte[] ofTail(byte[] bytes, int from, int to) {
        return code((byte) 't', bytes, from, to);
    }

    /** Of this many bytes, or as many as there are. */
    byte[] ofAll(InputStream in, long bytes) throws IOException {
        var digest = sha256();
        var buffer = new byte[BUFFER];
        int read = 0;
        for (var left = bytes; left > 0 && read >= 0; left -= read) {
            read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            digest.update(buffer, 0, Math.max(0, read));
        }
        return code((byte) 'a', digest.digest(), 0, digest.getDigestLength());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private byte[] code(byte kind, byte[] bytes, int from, int to) {
        var data = new byte[1 + to - from];
        data[0] = kind;
        System.arraycopy(bytes, from, data, 1, to - from);
        var code = keys.vouching(KEY).vouch(data);
        Arrays.fill(data, (byte) 0);
        return code;
    }
}
