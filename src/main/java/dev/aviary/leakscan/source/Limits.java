package dev.aviary.leakscan.source;

/**
 * How far one file is read and unpacked.
 *
 * @param depth archives inside one another
 * @param members of all archives of the file together
 * @param bytes unpacked in all
 * @param ratio unpacked bytes for each byte of the file; the first {@link #FREE} do not count
 * @param zeroes zero bytes in a row, in whole blocks: nobody reads a disk full of nothing
 */
public record Limits(int depth, int members, long bytes, int ratio, long zeroes) {

    static final long FREE = 64L << 20;

    public static final Limits USUAL = new Limits(8, 200_000, 256L << 30, 1_000, 4L << 30);

    public Limits {
        if (depth < 1 || members < 1 || bytes < 1 || ratio < 1 || zeroes < 1) {
            throw new IllegalArgumentException("Limits are positive");
        }
    }

    /** What of a file is left out depends on these, and on nothing else but its bytes. */
    public String code() {
        return depth + " " + members + " " + bytes + " " + ratio + " " + zeroes + " " + ZstdWindow.USUAL + " "
                + ZstdWindow.MOST + " xz " + XzDictionary.LEAST + " " + XzDictionary.USUAL + " " + XzDictionary.MOST;
    }
}
