package dev.aviary.leakscan.exact;

import static dev.aviary.leakscan.exact.Words.each;

import java.util.Arrays;

/**
 * The first look at a text, the only one that all of it gets: notes where something may begin that is worth a second look. Hardly a branch, because what a
 * log holds cannot be predicted: bytes become marks, marks become a bit for each eight bytes, and only then is there a loop over the bits that are set.
 */
final class Sieve {

    /** Bytes that are looked at in one go. */
    static final int STEP = 16 << 10;

    /** How far apart samples for stretches of one kind are; each of them is longer than 39 bytes. */
    static final int SAMPLE = 32;

    private static final int WORD = Long.BYTES;

    /** Eight words: their bits are one byte. */
    private static final int GROUP = 8 * WORD;

    /** Whose bits are one long. */
    private static final int SPAN = 8 * GROUP;

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

    /** How many signs can be noted at once. */
    static final int MOST_SIGNS = STEP + SPAN + 1;

    /** Two bits for each of four words, to four bits of the foreign characters and four of the signs. */
    private static final int[] APART = new int[256];

    static {
        for (var pairs = 0; pairs < APART.length; pairs++) {
            for (var word = 0; word < 4; word++) {
                APART[pairs] |= (pairs >>> 7 - 2 * word & 1) << word | (pairs >>> 6 - 2 * word & 1) << 4 + word;
            }
        }
    }

    private final byte[] chunk = new byte[STEP + GROUP + 1];
    private final byte[] marks = new byte[STEP + 3 * GROUP];
    private final byte[] windowBits = new byte[STEP / GROUP + 2 * WORD];
    private final byte[] signBits = new byte[STEP / GROUP + WORD];

    /** Where windows at the stride begin that may lie in a form. */
    final int[] windows = new int[(STEP + SPAN) / WORD];

    int windowCount;

    /** Where lines end. */
    final int[] lineEnds = new int[MOST_SIGNS];

    int lineEndCount;

    /** Where something begins that may be an escape. */
    final int[] signs = new int[MOST_SIGNS];

    int signCount;

    /** Where stretches of such characters begin that may be long enough to be decoded. */
    final int[] runs = new int[(STEP + SPAN) / WORD / 2];

    int runCount;

    final int[] wides = new int[STEP / SAMPLE];
    int wideCount;

    final int[] lists = new int[STEP / SAMPLE];
    int listCount;

    /**
     * @param to {@link #STEP} bytes further, or less at the end of what is looked at
     * @param end of the text
     * @param decodes whether anything but windows and ends of lines is wanted
     */
    void look(byte[] text, int from, int to, int end, boolean decodes) {
        windowCount = 0;
        lineEndCount = 0;
        signCount = 0;
        runCount = 0;
        wideCount = 0;
        listCount = 0;
        var length = Math.min(end - from, to - from + GROUP);
        System.arraycopy(text, from, chunk, 0, length);
        mark(length, decodes);
        var groups = (to - from + GROUP - 1) / GROUP;
        gather(groups);
        for (var group = 0; group < groups; group += WORD) {
            noteWindows(group, from);
            noteSigns(group, from);
        }
        if (decodes) {
            for (var group = 0; group < groups; group += WORD) {
                noteRuns(group, from);
            }
            lookForStretches(from, to - from, length);
        }
    }

    private void mark(int length, boolean decodes) {
        Marks.foreign(chunk, marks, length);
        if (decodes) {
            Marks.signs(chunk, marks, length);
        } else {
            Marks.lineEnds(chunk, marks, length);
        }
        Arrays.fill(marks, length, Math.min(marks.length, length + 3 * GROUP), Marks.FOREIGN);
    }

    /**
     * A bit for each word where a window of allowed characters begins, and for each that has a sign. One group more, which a run may go on into; behind it
     * nothing.
     */
    private void gather(int groups) {
        var next = halves(0);
        for (var group = 0; group <= groups; group++) {
            var here = next;
            next = halves((group + 1) * GROUP);
            windowBits[group] = (byte) ~(here | here >>> 8 | (here & 0xff) >>> 1 | next << 7);
            signBits[group] = (byte) (here >>> 16);
        }
        Arrays.fill(windowBits, groups + 1, groups + 2 * WORD, (byte) 0);
        Arrays.fill(signBits, groups, groups + WORD, (byte) 0);
    }

    /** A bit for each of eight words: in the lowest byte whether its first half has a foreign character, in the next its second half, then whether it has a sign. */
    private int halves(int at) {
        var four = anyInHalves(at);
        var others = anyInHalves(at + 4 * WORD);
        var first = APART[(int) four & 0xff];
        var second = APART[(int) (four >>> 32) & 0xff];
        var firstOfOthers = APART[(int) others & 0xff];
        var secondOfOthers = APART[(int) (others >>> 32) & 0xff];
        return first & 0xf
                | (firstOfOthers & 0xf) << 4
                | (second & 0xf) << 8
                | (secondOfOthers & 0xf) << 12
                | (first | second) >>> 4 << 16
                | (firstOfOthers | secondOfOthers) >>> 4 << 20;
    }

    /** In the first byte, two bits for each of four words: what marks there are in its first half; in the fifth byte those of its second half. */
    private long anyInHalves(int at) {
        var marked = Words.at(marks, at) & Marks.BITS
                | (Words.at(marks, at + WORD) & Marks.BITS) >>> 2
                | (Words.at(marks, at + 2 * WORD) & Marks.BITS) >>> 4
                | (Words.at(marks, at + 3 * WORD) & Marks.BITS) >>> 6;
        var two = marked | marked >>> 16;
        return two | two >>> 8;
    }

    private void noteWindows(int group, int from) {
        var first = from + group * GROUP;
        var count = windowCount;
        for (var bits = Words.at(windowBits, group); bits != 0; bits &= bits - 1) {
            windows[count++] = first + Long.numberOfTrailingZeros(bits) * WORD;
        }
        windowCount = count;
    }

    /** Written down in any case, and kept if it counts. */
    private void noteSigns(int group, int from) {
        var ends = lineEndCount;
        var begins = signCount;
        for (var bits = Words.at(signBits, group); bits != 0; bits &= bits - 1) {
            var word = group * GROUP + Long.numberOfTrailingZeros(bits) * WORD;
            var rest = Words.at(marks, word) & Marks.SIGN_BITS;
            do {
                var at = word + (Long.numberOfTrailingZeros(rest) >>> 3);
                lineEnds[ends] = from + at;
                ends += Words.isZero(chunk[at] ^ '\n');
                signs[begins] = from + at;
                begins += Signs.mayBegin(chunk[at], chunk[at + 1]);
                rest &= rest - 1;
            } while (rest != 0);
        }
        lineEndCount = ends;
        signCount = begins;
    }

    /** Where four windows follow each other, as they do in any run of {@link Runs#SHORTEST} characters. */
    private void noteRuns(int group, int from) {
        var here = Words.at(windowBits, group);
        var next = Words.at(windowBits, group + WORD);
        var two = here & (here >>> 1 | next << 63);
        var four = two & (two >>> 2 | (next & next >>> 1) << 62);
        for (var bits = four & ~(four << 1); bits != 0; bits &= bits - 1) {
            var word = group * GROUP + Long.numberOfTrailingZeros(bits) * WORD;
            runs[runCount++] = from + word - allowedBefore(word);
        }
    }

    private int allowedBefore(int word) {
        return word == 0 ? 0 : Long.numberOfLeadingZeros(Words.at(marks, word - WORD) & Marks.FOREIGN_BITS) >>> 3;
    }

    private void lookForStretches(int from, int length, int seen) {
        var last = Math.min(length - 1, seen - WORD);
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
