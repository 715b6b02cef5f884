package dev.aviary.logging;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * The secrets that this process has held in the clear, so that the log masks them wherever they stand, without holding them: kept are hashes under a random key
 * that lives as long as the process. Of each secret the plain form, hexadecimal, and Base64 on its own are known, where they stand as a word of their own
 * (letters, digits, {@code - _ . ~ + /}). Thread-safe.
 *
 * <p>Room for half a million forms at least; then the oldest are forgotten, until they are remembered again.
 */
public final class KnownSecrets {

    /** What is shorter would mask ordinary words. */
    private static final int MIN_LENGTH = 8;

    private static final int MAX_LENGTH = 2_100;
    private static final int UUID_LENGTH = 36;
    private static final int FIRST_SLOTS = 1 << 14;
    private static final int MOST_SLOTS = 1 << 20;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final KnownSecrets OF_THIS_PROCESS = new KnownSecrets(new SecureRandom());

    private final long key0;
    private final long key1;
    private final boolean[] lengths = new boolean[MAX_LENGTH + 1];
    private volatile HashSet64 recent = new HashSet64(FIRST_SLOTS);
    private volatile HashSet64 older = recent;
    private int slots = FIRST_SLOTS;

    KnownSecrets(SecureRandom random) {
        this.key0 = random.nextLong();
        this.key1 = random.nextLong();
    }

    static KnownSecrets ofThisProcess() {
        return OF_THIS_PROCESS;
    }

    /**
     * From now on the log masks this secret. Secrets of fewer than 8 bytes are left to their shape. The caller keeps and wipes its array; nothing here holds a
     * copy afterwards. One that is known already costs one hash.
     */
    public static void remember(byte[] secret) {
        OF_THIS_PROCESS.add(secret);
    }

    void add(byte[] secret) {
        if (secret.length < MIN_LENGTH || contains(new Ascii(secret), 0, secret.length)) {
            return;
        }
        keepAndWipe(hex(secret));
        keepAndWipe(Base64.getEncoder().withoutPadding().encode(secret));
        keepAndWipe(Base64.getUrlEncoder().withoutPadding().encode(secret));
        if (secret.length == UUID_LENGTH) {
            keepAndWipe(withoutDashes(secret));
        }
        keep(secret);
    }

    /** Whether a secret of this length is known at all; costs next to nothing. */
    boolean hasLength(int length) {
        return length <= MAX_LENGTH && lengths[length];
    }

    boolean contains(CharSequence text, int from, int to) {
        if (!hasLength(to - from)) {
            return false;
        }
        var hash = SipHash.of(key0, key1, text, from, to);
        return recent.contains(hash) || older.contains(hash);
    }

    private void keepAndWipe(byte[] form) {
        keep(form);
        Arrays.fill(form, (byte) 0);
    }

    private synchronized void keep(byte[] form) {
        if (form.length > MAX_LENGTH) {
            return;
        }
        var hash = SipHash.of(key0, key1, new Ascii(form), 0, form.length);
        if (!recent.add(hash)) {
            older = recent;
            slots = Math.min(slots * 4, MOST_SLOTS);
            recent = new HashSet64(slots);
            recent.add(hash);
        }
        lengths[form.length] = true;
    }

    private static byte[] hex(byte[] secret) {
        var hex = ByteBuffer.allocate(2 * secret.length);
        for (var b : secret) {
            hex.put(HEX[b >> 4 & 0xf]).put(HEX[b & 0xf]);
        }
        return hex.array();
    }

    private static byte[] withoutDashes(byte[] secret) {
        var left = new byte[secret.length];
        int length = 0;
        for (var b : secret) {
            if (b != '-') {
                left[length++] = b;
            }
        }
        var exact = Arrays.copyOf(left, length);
        Arrays.fill(left, (byte) 0);
        return exact;
    }

    /** Bytes as characters, without a copy. */
    private record Ascii(byte[] bytes) implements CharSequence {

        @Override
        public int length() {
            return bytes.length;
        }

        @Override
        public char charAt(int index) {
            return (char) (bytes[index] & 0xff);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Ascii(Arrays.copyOfRange(bytes, start, end));
        }

        @Override
        public String toString() {
            return "Ascii[hidden]";
        }
    }
}
