package dev.aviary.leakscan.people;

import dev.aviary.leakscan.Block;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Every other byte of a block, as far as its neighbour is zero; in the place of others stands a zero.
 *
 * @param first index in the block of the first byte
 */
record WideText(byte[] narrow, int first, int step) {

    /** The text as it stands. */
    static final WideText NONE = new WideText(new byte[0], 0, 1);

    private static final int SAMPLE = 64;
    private static final long EVEN = 0x00ff00ff00ff00ffL;
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Whether there are pairs of a sign and a zero in it, by samples: shorter stretches than 144 bytes may be overlooked. */
    static boolean isIn(Block block) {
        var bytes = block.bytes();
        for (var at = block.from(); at + Long.BYTES < block.to(); at += SAMPLE) {
            var word = (long) WORDS.get(bytes, at);
            if ((word & EVEN) == 0 ^ (word & ~EVEN) == 0) {
                return true;
            }
        }
        return false;
    }

    /** @param odd 0 or 1: where the signs stand, counted from the first byte of the text */
    static WideText of(Block block, int odd) {
        var bytes = block.bytes();
        int first = block.from() + (int) (block.position() + odd & 1);
        var narrow = new byte[Math.max(0, block.to() - first + 1) / 2];
        for (var i = 0; i < narrow.length; i++) {
            int at = first + 2 * i;
            var before = at > block.from() && bytes[at - 1] == 0;
            var behind = at + 1 < block.to() && bytes[at + 1] == 0;
            narrow[i] = before || behind ? bytes[at] : 0;
        }
        return new WideText(narrow, first, 2);
    }

    /** Index of the byte in the block. */
    int original(int index) {
        return first + step * index;
    }

    /** Index here of a byte of the block, or of the one before it. */
    int index(int original) {
        return Math.max(0, (original - first) / step);
    }
}
