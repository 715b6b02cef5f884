package dev.aviary.leakscan;

/**
 * A part of a text, in memory. A text comes as blocks one after the other; each begins with what the block before it ended with, so that nothing is
 * missed at a border.
 *
 * <p>Whatever the borders are, each hit is reported by exactly one block: the one that {@link #reports} its first byte. That block shows at least
 * {@link #AHEAD} bytes from there on and {@link #BEHIND} bytes before it, as far as the text has them.
 *
 * @param bytes not a copy; the same array may carry the next block
 * @param from index of the first byte
 * @param fresh index of the first byte that no block before had: at least {@link #CARRY} bytes behind {@code from}, or all that there was before
 * @param to index behind the last byte
 * @param position where in the text the byte at {@code from} is
 * @param last whether the text ends at {@code to}
 */
public record Block(byte[] bytes, int from, int fresh, int to, long position, boolean last) {

    /** New bytes of a full block. */
    public static final int SIZE = 1 << 20;

    /** Bytes that a block has in common with the one before. */
    public static final int CARRY = 64 << 10;

    /** Bytes of a text that a block shows from the first byte of a hit on. */
    public static final int AHEAD = 16 << 10;

    /** Bytes of a text that a block shows before the first byte of a hit. */
    public static final int BEHIND = CARRY - AHEAD;

    public Block {
        if (from < 0 || fresh < from || to < fresh || to > bytes.length || position < 0) {
            throw new IllegalArgumentException(
                    "A block begins, is fresh and ends in this order: %d, %d, %d of %d, at %d"
                            .formatted(from, fresh, to, bytes.length, position));
        }
    }

    /** A text that is in memory as a whole. */
    public static Block whole(byte[] text) {
        return new Block(text, 0, 0, text.length, 0, true);
    }

    /** Whether a hit whose first byte is at this index is to be reported with this block, and with no other. */
    public boolean reports(int start) {
        return reportsFrom() <= start && start < reportsTo();
    }

    /** Index of the first byte at which a hit of this block can begin. */
    public int reportsFrom() {
        return Math.max(from, fresh - AHEAD);
    }

    /** Index behind the last byte at which a hit of this block can begin. */
    public int reportsTo() {
        return last ? to : Math.max(from, to - AHEAD);
    }

    /** Where in the text this index is. */
    public long at(int index) {
        return position + index - from;
    }

    @Override
    public String toString() {
        return "Block[" + (to - from) + " bytes at " + position + "]";
    }
}
