package dev.aviary.leakscan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * A block read as UTF-16: of each unit below 256 the character; in the place of others stands a zero, and where both bytes are ASCII, which is no UTF-16 if no
 * Chinese, the end of a line.
 *
 * @param first index in the block of the first unit, or one before
 * @param step how many bytes of the block are one here
 */
public record WideText(byte[] narrow, int first, int step) {

    /** The text as it stands. */
    public static final WideText NONE = new WideText(new byte[0], 0, 1);

    private static final int SAMPLE = 32;
    private static final byte OUTSIDE = -1;
    private static final long EVEN = 0x00ff00ff00ff00ffL;
    private static final long LEAST = 0x0001000100010001L;
    private static final long NO_ASCII = 0x0080008000800080L;
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Searches one reading. */
    public interface Search {

        void search(WideText text, Hits hits);
    }

    /**
     * Has a block searched in each way in which it can be read as UTF-16, if there are four characters of ASCII in a row in it; tells by samples, so that stretches
     * of less than 20 characters may be overlooked. That characters begin at even bytes is tried first: what overlaps a hit of an earlier reading is not handed on,
     * nor is what the block does not report.
     */
    public static void search(Block block, Hits hits, Search search) {
        var signs = signs(block);
        if (signs == 0) {
            return;
        }
        var apart = new Apart(block, hits);
        for (var odd = 0; odd < 2; odd++) {
            if ((signs >> odd & 1) != 0) {
                for (var text : readings(block, odd)) {
                    search.search(text, apart);
                    apart.next();
                }
            }
        }
    }

    /** @return bit 0 is set if signs stand at even places of the text, bit 1 if they stand at odd ones */
    private static int signs(Block block) {
        var bytes = block.bytes();
        int signs = 0;
        for (var at = block.from(); at + Long.BYTES <= block.to(); at += SAMPLE) {
            var word = (long) WORDS.get(bytes, at);
            if ((word & EVEN) == 0 ^ (word & ~EVEN) == 0) {
                int zeroFirst = (word & EVEN) == 0 ? 1 : 0;
                signs |= areAscii(word >>> Byte.SIZE * zeroFirst) ? 1 << (block.at(at) + zeroFirst & 1) : 0;
            }
        }
        return signs;
    }

    private static boolean areAscii(long four) {
        return (four & NO_ASCII) == 0 && (four + NO_ASCII - LEAST & NO_ASCII) == NO_ASCII;
    }

    private static List<WideText> readings(Block block, int odd) {
        var aligned = of(block, odd, odd == 0);
        var other = of(block, odd, odd != 0);
        return Arrays.equals(aligned.narrow, other.narrow) ? List.of(aligned) : List.of(aligned, other);
    }

    /**
     * @param odd 0 or 1: where the signs stand, counted from the first byte of the text
     * @param little whether the zero stands behind its sign
     */
    private static WideText of(Block block, int odd, boolean little) {
        var bytes = block.bytes();
        int first = block.from() + (int) (block.position() + odd & 1);
        int zero = little ? 1 : -1;
        var narrow = new byte[Math.max(0, block.to() - first + 1) / 2];
        for (var i = 0; i < narrow.length; i++) {
            int at = first + 2 * i;
            narrow[i] = sign(bytes[at], isIn(block, at + zero) ? bytes[at + zero] : OUTSIDE);
        }
        return new WideText(narrow, little ? first : first - 1, 2);
    }

    private static boolean isIn(Block block, int index) {
        return block.from() <= index && index < block.to();
    }

    private static byte sign(byte low, byte high) {
        if (high == 0) {
            return low;
        }
        return (byte) (isText(low) && isText(high) ? '\n' : 0);
    }

    private static boolean isText(byte one) {
        return one >= ' ' || one >= '\t' && one <= '\r';
    }

    /** Index in the block of the first byte of a unit. */
    public int original(int index) {
        return first + step * index;
    }

    /** Index here of the unit that a byte of the block is in. */
    public int index(int original) {
        return Math.max(0, (original - first) / step);
    }

    /** Hands on what overlaps nothing of an earlier reading, reported or not: another block may be the one that reports it. */
    private static final class Apart implements Hits {

        private final Block block;
        private final Hits hits;
        private final BitSet earlier = new BitSet();
        private final List<Hit> now = new ArrayList<>();

        Apart(Block block, Hits hits) {
            this.block = block;
            this.hits = hits;
        }

        void next() {
            now.forEach(hit -> earlier.set(index(hit.from()), index(hit.to())));
            now.clear();
        }

        @Override
        public void add(Hit hit) {
            int met = earlier.nextSetBit(index(hit.from()));
            if (met < 0 || met >= index(hit.to())) {
                now.add(hit);
                report(hit);
            }
        }

        private void report(Hit hit) {
            if (block.reports(index(hit.from()) + block.from())) {
                hits.add(hit);
            }
        }

        private int index(long position) {
            return (int) (position - block.position());
        }

        @Override
        public void leftOut(long from, long to) {
            hits.leftOut(from, to);
        }
    }
}
