package dev.aviary.leakscan.exact;

import static dev.aviary.leakscan.exact.Words.HIGH;
import static dev.aviary.leakscan.exact.Words.each;

import java.util.Arrays;

/**
 * The first look at a text, the only one that all of it gets: notes where something may begin that is worth a second look. Simple loops over small arrays,
 * which the virtual machine turns into vector instructions, and hardly a branch, because what a log holds cannot be predicted.
 */
final class Sieve {

    /** Bytes that are looked at in one go. */
    static final int STEP = 4096;

    /** How far apart samples for stretches of one kind are; each of them is longer than 39 bytes. */
    static final int SAMPLE = 32;

    private static final int STRIDE = Long.BYTES;
    private static final int GROUP = STRIDE * Long.SIZE;
    private static final int MARGIN = 64;

    private static final long EVEN = 0x00ff00ff00ff00ffL;
    private static final long COLUMN = each(0xe0);
    private static final long SIGNS_AND_DIGITS = each(0x20);
    private static final long COMMA = each(',');

    /** A comma and a blank after each character, and where they are, by which of the three comes first. */
    private static final long[] COMMAS = {0x2c00202c00202c00L, 0x202c00202c00202cL, 0x00202c00202c0020L};

    private static final long[] OF_COMMAS = {0xff00ffff00ffff00L, 0xffff00ffff00ffffL, 0x00ffff00ffff00ffL};

    private final byte[] chunk = new byte[STEP + MARGIN];
    private final byte[] foreign = new byte[STEP + MARGIN];
    private final byte[] sign = new byte[STEP + MARGIN];

    /** Where windows begin that have only characters of secrets. */
    final int[] windows = new int[STEP / STRIDE + MARGIN];

    int windowCount;

    /** Where characters are that may begin an escape or end a line. */
    final int[] signs = new int[STEP];

    int signCount;

    /** Where the fourth of such windows in a row begins. */
    final int[] runs = new int[STEP / STRIDE];

    int runCount;

    final int[] wides = new int[STEP / SAMPLE];
    int wideCount;

    final int[] lists = new int[STEP / SAMPLE];
    int listCount;

    private long windowsBefore;

    void begin() {
        windowsBefore = 0;
    }

    /**
     * @param to at most {@link #STEP} bytes further
     * @param end of the text
     */
    void look(byte[] text, int from, int to, int end) {
        windowCount = 0;
        signCount = 0;
        runCount = 0;
        wideCount = 0;
        listCount = 0;
        var length = Math.min(end - from, to - from + STRIDE);
        System.arraycopy(text, from, chunk, 0, length);
        Arrays.fill(chunk, length, Math.min(chunk.length, length + MARGIN), (byte) 0);
        var padded = Math.min(chunk.length, length + STRIDE * 2);
        markForeign(chunk, foreign, padded);
        markSigns(chunk, sign, padded);
        for (var group = 0; group < to - from; group += GROUP) {
            lookAtGroup(from, group, Math.min(GROUP, to - from - group));
        }
        lookForStretches(from, to - from, length);
    }

    /**
     * The high bit of what is neither letter, digit nor one of {@code -._~+/=}: of what RFC 6750 does not allow in a bearer token, and no other form of a
     * secret has either. In four loops, because the virtual machine (17) makes no vector instructions of a long one: that is 20 times slower.
     */
    private static void markForeign(byte[] in, byte[] out, int length) {
        for (var i = 0; i < length; i++) {
            out[i] = (byte) (in[i] | in[i] - 0x2b | (in[i] ^ ',') - 1 & ~(in[i] ^ ','));
        }
        for (var i = 0; i < length; i++) {
            out[i] = (byte) (out[i] | ~(in[i] - 0x3a) & ~(in[i] + 0x3f) & ~((in[i] ^ '=') - 1 & ~(in[i] ^ '=')));
        }
        for (var i = 0; i < length; i++) {
            out[i] = (byte) (out[i] | ~(in[i] - 0x5b) & ~(in[i] + 0x1f) & ~((in[i] ^ '_') - 1 & ~(in[i] ^ '_')));
        }
        for (var i = 0; i < length; i++) {
            out[i] = (byte) (out[i] | ~(in[i] - 0x7b) & ~((in[i] ^ '~') - 1 & ~(in[i] ^ '~')));
        }
    }

    /** The high bit of a percent sign, an ampersand, a backslash, an equals sign and an end of line. */
    private static void markSigns(byte[] in, byte[] out, int length) {
        for (var i = 0; i < length; i++) {
            out[i] = (byte) ((in[i] ^ '%') - 1 & ~(in[i] ^ '%')
                    | (in[i] ^ '&') - 1 & ~(in[i] ^ '&')
                    | (in[i] ^ '\\') - 1 & ~(in[i] ^ '\\')
                    | (in[i] ^ '=') - 1 & ~(in[i] ^ '=')
                    | (in[i] ^ '\n') - 1 & ~(in[i] ^ '\n'));
        }
    }

    private void lookAtGroup(int from, int group, int length) {
        long visible = 0;
        long signed = 0;
        var words = (length + STRIDE - 1) / STRIDE;
        for (var word = 0; word < words; word++) {
            var at = group + word * STRIDE;
            visible |= (long) Words.isZero((Words.at(foreign, at) | Words.at(foreign, at + 4)) & HIGH) << word;
            signed |= (long) (1 - Words.isZero(Words.at(sign, at) & HIGH)) << word;
        }
        var inARow = visible
                & (visible << 1 | windowsBefore >>> 63)
                & (visible << 2 | windowsBefore >>> 62)
                & (visible << 3 | windowsBefore >>> 61);
        var earlier = windowsBefore & windowsBefore << 1 & windowsBefore << 2 & windowsBefore << 3;
        windowsBefore = visible;
        note(visible, inARow & ~(inARow << 1 | earlier >>> 63), from + group);
        noteSigns(signed, from, group, length);
    }

    private void note(long visible, long inARow, int first) {
        for (var rest = visible; rest != 0; rest &= rest - 1) {
            windows[windowCount++] = first + Long.numberOfTrailingZeros(rest) * STRIDE;
        }
        for (var rest = inARow; rest != 0; rest &= rest - 1) {
            runs[runCount++] = first + Long.numberOfTrailingZeros(rest) * STRIDE;
        }
    }

    private void noteSigns(long signed, int from, int group, int length) {
        for (var rest = signed; rest != 0; rest &= rest - 1) {
            var word = group + Long.numberOfTrailingZeros(rest) * STRIDE;
            for (var bits = Words.at(sign, word) & HIGH; bits != 0; bits &= bits - 1) {
                var at = word + (Long.numberOfTrailingZeros(bits) >>> 3);
                if (at < group + length) {
                    signs[signCount++] = from + at;
                }
            }
        }
    }

    private void lookForStretches(int from, int length, int seen) {
        var last = Math.min(length - 1, seen - Long.BYTES);
        for (var at = 0; at <= last; at += SAMPLE) {
            var word = Words.at(chunk, at);
            wides[wideCount] = from + at;
            wideCount += Words.isZero(word & EVEN) | Words.isZero(word & ~EVEN);
            lists[listCount] = from + at;
            listCount += Words.isZero(word & COLUMN ^ SIGNS_AND_DIGITS) & ~Words.isZero(Words.equal(word, COMMA))
                    | Words.isZero(word & OF_COMMAS[0] ^ COMMAS[0])
                    | Words.isZero(word & OF_COMMAS[1] ^ COMMAS[1])
                    | Words.isZero(word & OF_COMMAS[2] ^ COMMAS[2]);
        }
    }
}
