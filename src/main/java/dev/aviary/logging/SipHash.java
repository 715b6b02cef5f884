package dev.aviary.logging;

/**
 * SipHash-2-4 (Aumasson and Bernstein, 2012) over the characters of a text, one byte each: a keyed hash for short inputs, at a price that a log line can
 * pay. Letters are hashed in lower case, so that one hash stands for a UUID or a hexadecimal number in either case.
 */
final class SipHash {

    private final long key0;
    private final long key1;

    private long v0;
    private long v1;
    private long v2;
    private long v3;

    private SipHash(long key0, long key1) {
        this.key0 = key0;
        this.key1 = key1;
    }

    static long of(long key0, long key1, CharSequence text, int from, int to) {
        return new SipHash(key0, key1).hash(text, from, to);
    }

    private long hash(CharSequence text, int from, int to) {
        v0 = key0 ^ 0x736f6d6570736575L;
        v1 = key1 ^ 0x646f72616e646f6dL;
        v2 = key0 ^ 0x6c7967656e657261L;
        v3 = key1 ^ 0x7465646279746573L;
        int at = from;
        for (; at + 8 <= to; at += 8) {
            compress(word(text, at, 8));
        }
        compress(((long) (to - from) << 56) | word(text, at, to - at));
        v2 ^= 0xff;
        for (int i = 0; i < 4; i++) {
            round();
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private static long word(CharSequence text, int from, int count) {
        long word = 0;
        for (int i = 0; i < count; i++) {
            word |= (long) lower(text.charAt(from + i)) << (8 * i);
        }
        return word;
    }

    private static int lower(char c) {
        return (c >= 'A' && c <= 'Z' ? c + 32 : c) & 0xff;
    }

    private void compress(long word) {
        v3 ^= word;
        round();
        round();
        v0 ^= word;
    }

    private void round() {
        v0 += v1;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v0 = Long.rotateLeft(v0, 32);
        v2 += v3;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v2 = Long.rotateLeft(v2, 32);
    }
}
