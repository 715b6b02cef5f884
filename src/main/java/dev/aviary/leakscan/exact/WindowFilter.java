package dev.aviary.leakscan.exact;

/**
 * A set of hashes that says "no" for certain and "yes" by mistake for one in 25: a Bloom filter of ten bits a hash, all bits of one hash in one word, so
 * that a look-up touches the memory once.
 */
final class WindowFilter {

    private static final int BITS_OF_ONE = 10;

    private final long[] words;
    private final long scale;

    /** @param hashes as many will be added */
    WindowFilter(long hashes) {
        this.words = new long[Math.toIntExact(hashes * BITS_OF_ONE / Long.SIZE + 1)];
        this.scale = (long) words.length << 1;
    }

    void add(long hash) {
        words[word(hash)] |= bits(hash);
    }

    boolean mayHave(long hash) {
        return passes(hash) == 1;
    }

    /** 1 if it may be there, 0 if not: without a branch, so that the processor looks up many at a time. */
    int passes(long hash) {
        var missing = bits(hash) & ~words[word(hash)];
        return Words.isZero(missing);
    }

    private int word(long hash) {
        return (int) Math.multiplyHigh(hash >>> 1, scale);
    }

    private static long bits(long hash) {
        return 1L << hash | 1L << (hash >>> 6) | 1L << (hash >>> 12);
    }
}
