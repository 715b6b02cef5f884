package dev.aviary.leakscan.rules;

import java.util.Arrays;

/** A set of byte values; immutable. */
final class ByteSet {

    private static final int CASE = 0x20;

    static final ByteSet NONE = new ByteSet(new long[4]);
    static final ByteSet DIGIT = range('0', '9');
    static final ByteSet WORD = DIGIT.or(range('a', 'z')).or(range('A', 'Z')).or(of('_'));
    static final ByteSet BLANK =
            of(' ').or(of('\t')).or(of('\r')).or(of('\n')).or(of('\f')).or(of(0x0b));
    static final ByteSet ANY_BUT_NEWLINE = of('\n').not();

    private final long[] words;

    private ByteSet(long[] words) {
        this.words = words;
    }

    static ByteSet of(int value) {
        return range(value, value);
    }

    static ByteSet range(int first, int last) {
        var words = new long[4];
        for (int value = first; value <= last; value++) {
            words[value >>> 6] |= 1L << value;
        }
        return new ByteSet(words);
    }

    boolean has(int value) {
        return (words[value >>> 6] >>> value & 1) != 0;
    }

    /** For each value whether it is in here. */
    boolean[] table() {
        var table = new boolean[256];
        for (int value = 0; value < table.length; value++) {
            table[value] = has(value);
        }
        return table;
    }

    /** Whether some value is in both. */
    boolean meets(ByteSet other) {
        var common = false;
        for (int at = 0; at < words.length; at++) {
            common |= (words[at] & other.words[at]) != 0;
        }
        return common;
    }

    boolean isEmpty() {
        return equals(NONE);
    }

    ByteSet or(ByteSet other) {
        var sum = words.clone();
        for (int at = 0; at < sum.length; at++) {
            sum[at] |= other.words[at];
        }
        return new ByteSet(sum);
    }

    ByteSet not() {
        var rest = new long[4];
        for (int at = 0; at < rest.length; at++) {
            rest[at] = ~words[at];
        }
        return new ByteSet(rest);
    }

    /** With the other case of each ASCII letter in it. */
    ByteSet inBothCases() {
        var both = words.clone();
        for (int letter = 'A'; letter <= 'Z'; letter++) {
            if (has(letter) || has(letter | CASE)) {
                both[1] |= 1L << letter | 1L << (letter | CASE);
            }
        }
        return new ByteSet(both);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ByteSet set && Arrays.equals(words, set.words);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(words);
    }
}
