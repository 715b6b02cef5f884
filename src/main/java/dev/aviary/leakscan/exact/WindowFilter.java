package dev.aviary.leakscan.exact;

/**
 * A set of hashes that says "no" for certain and "yes" by mistake now and then: a Bloom filter, all bits of one hash in one word, so that a look-up
 * touches the memory once.
 */
final class WindowFilter {

    private final long[] words;
    private final long scale;

    /**
     * @param hashes as many will be added
     * @param bits for each: with ten, one in 25 other hashes is taken for one of these, with seven, one in 12
     */
    WindowFilter(long hashes, int bits) {
        this.words = new long[Math.toIntExact(hashes * bits / Long.SIZE + 1)];
        this.scale = (long) words.length << 1;
    }

    void add(long hash) {
        words[place(hash)] |= bits(hash);
    }

    boolean mayHave(long hash) {
        return (bits(hash) & ~word(hash)) == 0;
    }

    /** The word that tells whether this hash may be there. */
    long word(long hash) {
        return words[place(hash)];
    }

    /** Puts, in place of each hash's word, the bits that it has and the word has not: none if the hash may be there. */
    static void missing(long[] hashes, long[] words, int count) {
        for (var i = 0; i < count; i++) {
            words[i] = bits(hashes[i]) & ~words[i];
        }
    }

    private int place(long hash) {
        return (int) Math.multiplyHigh(hash >>> 1, scale);
    }

    private static long bits(long hash) {
        return 1L << hash | 1L << (hash >>> 6) | 1L << (hash >>> 12);
    }
}
