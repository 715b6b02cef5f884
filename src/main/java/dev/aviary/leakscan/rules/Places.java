package dev.aviary.leakscan.rules;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The first look at a stretch, the only one that all of it gets: where a pattern may begin, and where digits are. Written down in any case, and kept if it
 * counts: what a log holds cannot be predicted, so a branch here would cost more than all else. For one thread.
 */
final class Places {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int STRIDE = 4;
    private static final long FOLD = Beginnings.FOLD * 0x1_0000_0001L;

    /** Set in no byte of digits, blanks and dashes. */
    private static final long LETTERS = 0xC0C0C0C0C0C0C0C0L;

    /** Makes a colon look like a letter, and nothing of digits, blanks and dashes. */
    private static final long COLONS = 0x0606060606060606L;

    /** Set in digits, not in blanks and dashes. */
    private static final long DIGITS = 0x1010101010101010L;

    private static final int MOST_SIGNS = 2;

    private final byte[] filter;

    /** Where one of four places passes the filter. */
    private final int[] fours;

    private final int[] beginnings;
    private int beginningCount;
    private final int[] digits;
    private int digitCount;

    /** @param most bytes of a stretch */
    Places(byte[] filter, int most) {
        this.filter = filter;
        this.fours = new int[most / STRIDE + 1];
        this.beginnings = new int[most + 2 * STRIDE];
        this.digits = new int[most / STRIDE + 1];
    }

    /**
     * @param last index of the last byte, with seven more behind it
     * @return the first index that was not looked at
     */
    int look(byte[] bytes, int first, int last) {
        var fourCount = 0;
        var digitsFound = 0;
        var at = first;
        for (; at <= last; at += STRIDE) {
            var word = (long) LONGS.get(bytes, at);
            fours[fourCount] = at;
            fourCount += mayBegin(word | FOLD);
            digits[digitsFound] = at;
            digitsFound += isZero((word | word + COLONS) & LETTERS);
        }
        noteDigits(bytes, digitsFound);
        beginningCount = 0;
        for (var i = 0; i < fourCount; i++) {
            noteBeginnings(fours[i], (long) LONGS.get(bytes, fours[i]) | FOLD);
        }
        return at;
    }

    private int mayBegin(long folded) {
        return Candidates.mayBegin(filter, (int) folded)
                | Candidates.mayBegin(filter, (int) (folded >>> 8))
                | Candidates.mayBegin(filter, (int) (folded >>> 16))
                | Candidates.mayBegin(filter, (int) (folded >>> 24));
    }

    private void noteBeginnings(int at, long folded) {
        for (var ahead = 0; ahead < STRIDE; ahead++) {
            beginnings[beginningCount] = at + ahead;
            beginningCount += Candidates.mayBegin(filter, (int) (folded >>> 8 * ahead));
        }
    }

    /** Eight bytes of any shape have two signs at most. */
    private void noteDigits(byte[] bytes, int all) {
        digitCount = 0;
        for (var i = 0; i < all; i++) {
            var signs = Long.bitCount(~(long) LONGS.get(bytes, digits[i]) & DIGITS);
            digits[digitCount] = digits[i];
            digitCount += signs <= MOST_SIGNS ? 1 : 0;
        }
    }

    private static int isZero(long word) {
        return (int) ((word - 1 & ~word) >>> 63);
    }

    int beginnings() {
        return beginningCount;
    }

    /** Where a pattern may begin. */
    int beginning(int number) {
        return beginnings[number];
    }

    int digits() {
        return digitCount;
    }

    /** Where eight bytes begin that may be digits, blanks and dashes. */
    int digits(int number) {
        return digits[number];
    }
}
