package dev.aviary.leakscan.exact;

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
    private static final int GROUP = Long.SIZE;
    private static final int MARGIN = 2 * GROUP;

    private static final long EVEN = 0x00ff00ff00ff00ffL;
    private static final long COLUMN = each(0xe0);
    private static final long SIGNS_AND_DIGITS = each(0x20);
    private static final long COMMA = each(',');

    /** A comma and a blank after each character, and where they are, by which of the three comes first. */
    private static final long COMMAS_0 = 0x2c00202c00202c00L;

    private static final long COMMAS_1 = 0x202c00202c00202cL;
    private static final long COMMAS_2 = 0x00202c00202c0020L;
    private static final long OF_COMMAS_0 = 0xff00ffff00ffff00L;
    private static final long OF_COMMAS_1 = 0xffff00ffff00ffffL;
    private static final long OF_COMMAS_2 = 0x00ffff00ffff00ffL;

    /** Every eighth place. */
    private static final long STARTS = each(1);

    private final byte[] chunk = new byte[STEP + MARGIN];
    private final byte[] foreign = new byte[STEP + MARGIN];
    private final byte[] sign = new byte[STEP + MARGIN];

    /** Where windows at the stride begin that may lie in a form. */
    final int[] windows = new int[(STEP + GROUP) / STRIDE + 8];

    int windowCount;

    /** Where characters are that may begin an escape or end a line. */
    final int[] signs = new int[STEP + GROUP + 4];

    int signCount;

    /** Where stretches of such characters begin that are long enough to be decoded. */
    final int[] runs = new int[STEP / Runs.SHORTEST + 2];

    int runCount;

    final int[] wides = new int[STEP / SAMPLE];
    int wideCount;

    final int[] lists = new int[STEP / SAMPLE];
    int listCount;

    private long formsBefore;
    private long twoBefore;
    private long fourBefore;
    private long runsBefore;

    void begin() {
        formsBefore = 0;
        twoBefore = 0;
        fourBefore = 0;
        runsBefore = 0;
    }

    /**
     * @param to {@link #STEP} bytes further, or less at the end of what is looked at
     * @param end of the text
     */
    void look(byte[] text, int from, int to, int end) {
        runCount = 0;
        wideCount = 0;
        listCount = 0;
        var length = Math.min(end - from, to - from + GROUP);
        System.arraycopy(text, from, chunk, 0, length);
        Arrays.fill(chunk, length, Math.min(chunk.length, length + MARGIN), (byte) 0);
        var padded = Math.min(chunk.length, length + MARGIN);
        markForeign(chunk, foreign, padded);
        markSigns(chunk, sign, padded);
        lookAtGroups(from, to - from);
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

    /** Bit by bit: a form is a run of at least 19 characters, and a window at the stride lies in it with at most seven of them before. */
    private void lookAtGroups(int from, int length) {
        var windowsFound = 0;
        var signsFound = 0;
        var next = ~Words.highBits(foreign, 0);
        for (var group = 0; group < length; group += GROUP) {
            var here = next;
            next = ~Words.highBits(foreign, group + GROUP);
            var two = here & shifted(here, next, 1);
            var nextTwo = next & next >>> 1;
            var four = two & shifted(two, nextTwo, 2);
            var nextFour = nextTwo & nextTwo >>> 2;
            var eight = four & shifted(four, nextFour, 4);
            var nextEight = nextFour & nextFour >>> 4;
            var sixteen = eight & shifted(eight, nextEight, 8);
            var nextSixteen = nextEight & nextEight >>> 8;
            var form = sixteen & shifted(sixteen, nextSixteen, 3);
            noteRuns(sixteen, nextSixteen, from + group);
            var starts = startsWithin(form);
            write(starts, from + group, windows, windowsFound);
            write(without4(starts), from + group, windows, windowsFound + 4);
            windowsFound += Long.bitCount(starts);
            var signed = Words.highBits(sign, group);
            write(signed, from + group, signs, signsFound);
            if (Long.bitCount(signed) > 4) {
                writeRest(signed, from + group, signs, signsFound);
            }
            signsFound += Long.bitCount(signed);
        }
        windowCount = windowsFound;
        signCount = signsFound;
    }

    private long startsWithin(long form) {
        var two = form | form << 1 | formsBefore >>> 63;
        var four = two | two << 2 | twoBefore >>> 62;
        var within = four | four << 4 | fourBefore >>> 60;
        formsBefore = form;
        twoBefore = two;
        fourBefore = four;
        return within & STARTS;
    }

    /** The bits that are so many places higher, from this word and the next. */
    private static long shifted(long word, long next, int places) {
        return word >>> places | next << Long.SIZE - places;
    }

    /** Four places whether there are as many or not: to guess how many there are costs more than to write them. */
    private static void write(long bits, int first, int[] places, int at) {
        var one = bits & bits - 1;
        var two = one & one - 1;
        var three = two & two - 1;
        places[at] = first + Long.numberOfTrailingZeros(bits);
        places[at + 1] = first + Long.numberOfTrailingZeros(one);
        places[at + 2] = first + Long.numberOfTrailingZeros(two);
        places[at + 3] = first + Long.numberOfTrailingZeros(three);
    }

    private static void writeRest(long bits, int first, int[] places, int at) {
        var next = at + 4;
        for (var rest = without4(bits); rest != 0; rest &= rest - 1) {
            places[next++] = first + Long.numberOfTrailingZeros(rest);
        }
    }

    private static long without4(long bits) {
        var two = bits & bits - 1;
        two &= two - 1;
        two &= two - 1;
        return two & two - 1;
    }

    private void noteRuns(long sixteen, long nextSixteen, int first) {
        var long32 = sixteen & shifted(sixteen, nextSixteen, 16);
        var nextLong32 = nextSixteen & nextSixteen >>> 16;
        var begins = long32 & shifted(long32, nextLong32, Runs.SHORTEST - 32);
        for (var rest = begins & ~(begins << 1 | runsBefore >>> 63); rest != 0; rest &= rest - 1) {
            runs[runCount++] = first + Long.numberOfTrailingZeros(rest);
        }
        runsBefore = begins;
    }

    private void lookForStretches(int from, int length, int seen) {
        var last = Math.min(length - 1, seen - Long.BYTES);
        for (var at = 0; at <= last; at += SAMPLE) {
            var word = Words.at(chunk, at);
            if ((word & EVEN) == 0 || (word & ~EVEN) == 0) {
                wides[wideCount++] = from + at;
            }
            if (Words.equal(word, COMMA) != 0 && isListed(word)) {
                lists[listCount++] = from + at;
            }
        }
    }

    private static boolean isListed(long word) {
        return (word & COLUMN) == SIGNS_AND_DIGITS
                || (word & OF_COMMAS_0) == COMMAS_0
                || (word & OF_COMMAS_1) == COMMAS_1
                || (word & OF_COMMAS_2) == COMMAS_2;
    }
}
