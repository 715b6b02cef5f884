package dev.aviary.leakscan.people;

import dev.aviary.leakscan.Decoding;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Nine digits, in a row or as 3-2-4 with the same sign twice, that no further digits touch. In a row not within a longer word of hexadecimal digits, of which
 * every text has many.
 */
final class SsnShapes implements Shapes {

    private static final int LENGTH = 9;
    private static final int SERIAL = 4;
    private static final int GROUP = 2;
    private static final int AREA = 3;

    /** Longer runs are not looked at further. */
    private static final int LONGEST_RUN = LENGTH + 6;

    /** A hexadecimal word of this length is a part of a UUID or digest. */
    private static final int HEX_WORD = 12;

    private static final int LONGEST_SIGN = 6;

    private static final long HIGHS = 0x8080808080808080L;
    private static final long ZEROES = 0x3030303030303030L;
    private static final long MORE_THAN_NINE = 0x7676767676767676L;

    private static final List<byte[]> SIGNS = List.of(
            bytes("-"),
            bytes(" "),
            bytes("."),
            bytes("_"),
            bytes("/"),
            bytes("+"),
            bytes("\t"),
            bytes("%2D"),
            bytes("%2d"),
            bytes("%20"),
            bytes("\\u002d"),
            bytes("\\u002D"),
            bytes("\\u2010"),
            bytes("\\u2011"),
            bytes("\\u2013"),
            bytes("\\u00a0"),
            bytes("\u2010"),
            bytes("\u2011"),
            bytes("\u2013"),
            bytes("\u00a0"));

    /** The signs by their last byte. */
    private static final byte[][][] BY_LAST = IntStream.range(0, 256)
            .mapToObj(last -> SIGNS.stream()
                    .filter(sign -> (sign[sign.length - 1] & 0xff) == last)
                    .toArray(byte[][]::new))
            .toArray(byte[][][]::new);

    /** Bytes before which digits may be the last group; also digits, before which a run goes on. */
    private static final boolean[] ENDS_SIGN = new boolean[256];

    static {
        for (var last = 0; last < ENDS_SIGN.length; last++) {
            ENDS_SIGN[last] = BY_LAST[last].length > 0 || isDigit((byte) last);
        }
    }

    private static byte[] bytes(String sign) {
        return sign.getBytes(StandardCharsets.UTF_8);
    }

    /** Looks for the last four digits, which stand in a row, in eight bytes at once; at every fifth place these are in one look. */
    @Override
    public void find(Units text, int first, int last, Seen seen) {
        int end = Math.min(text.to(), last + LENGTH + 2 * LONGEST_SIGN);
        int words = text.to() - Long.BYTES;
        for (int i = first; i < end; ) {
            int there = i <= words ? fourDigits(text.word(i)) : isDigit(text.at(i)) ? 0 : -1;
            if (there < 0) {
                i += i <= words ? Long.BYTES - SERIAL + 1 : 1;
            } else {
                i += there;
                int to = end(text, i);
                if (to - i != SERIAL || i > text.from() && ENDS_SIGN[text.at(i - 1) & 0xff]) {
                    run(text, beginning(text, i), to, seen);
                }
                i = to;
            }
        }
    }

    private static int end(Units text, int from) {
        int to = from;
        if (from + Long.BYTES <= text.to()) {
            to += Long.numberOfTrailingZeros(~digits(text.word(from)) & HIGHS | Long.MIN_VALUE) >>> 3;
        }
        while (to < text.to() && to - from < LONGEST_RUN && isDigit(text.at(to))) {
            to++;
        }
        return to;
    }

    private static int beginning(Units text, int index) {
        int from = index;
        while (from > text.from() && index - from < LONGEST_RUN && isDigit(text.at(from - 1))) {
            from--;
        }
        return from;
    }

    /** Where four digits in a row begin in a word; less than 0 if nowhere. */
    private static int fourDigits(long word) {
        var digits = digits(word);
        var four = digits & digits >>> 8 & digits >>> 16 & digits >>> 24;
        return four == 0 ? -1 : Long.numberOfTrailingZeros(four) >>> 3;
    }

    /** The highest bit of each byte that is a digit. */
    private static long digits(long word) {
        var value = word ^ ZEROES;
        return ~((value & ~HIGHS) + MORE_THAN_NINE | value) & HIGHS;
    }

    private static void run(Units text, int from, int to, Seen seen) {
        int length = to - from;
        if (length == SERIAL) {
            grouped(text, from, to, seen);
        } else if (length == LENGTH) {
            inARow(text, from, to, seen);
        } else if (length > SERIAL && from > text.from() && mayBeWithinAnEscape(text.at(from - 1))) {
            int begin = from + escaped(text, from);
            if (to - begin == SERIAL) {
                grouped(text, begin, to, seen);
            } else if (to - begin == LENGTH) {
                inARow(text, begin, to, seen);
            }
        }
    }

    private static boolean mayBeWithinAnEscape(byte before) {
        return before == '%' || before == 'u' || Units.digit(before) >= 0;
    }

    private static void inARow(Units text, int from, int to, Seen seen) {
        if (!isInHexWord(text, from, to)) {
            seen.at(from, to, digits(text, from, LENGTH), List.of());
        }
    }

    private static void grouped(Units text, int serial, int to, Seen seen) {
        if (serial - AREA - GROUP - 2 < text.from()) {
            return;
        }
        var last = text.at(serial - 1) & 0xff;
        for (var sign : BY_LAST[last]) {
            int group = serial - sign.length - GROUP;
            int area = group - sign.length - AREA;
            if (area >= text.from()
                    && areDigits(text, group, GROUP)
                    && isThere(text, sign, serial - sign.length)
                    && areDigits(text, area, AREA)
                    && isThere(text, sign, group - sign.length)
                    && beginsAt(text, area)) {
                var value = digits(text, area, AREA) + digits(text, group, GROUP) + digits(text, serial, SERIAL);
                seen.at(area, to, value, decodings(sign));
                return;
            }
        }
    }

    private static List<Decoding> decodings(byte[] sign) {
        return sign.length < 3 || sign[0] < 0 ? List.of() : List.of(sign[0] == '%' ? Decoding.PERCENT : Decoding.JSON);
    }

    /** Whether no digit is before, but for one that is the end of an escape. */
    private static boolean beginsAt(Units text, int index) {
        if (index == text.from() || !isDigit(text.at(index - 1))) {
            return true;
        }
        return Units.isEscape(text.before(index));
    }

    /** How many digits at the beginning of a run are the end of an escape. */
    private static int escaped(Units text, int from) {
        for (var digits = 1; digits <= 4; digits++) {
            if (from + digits <= text.to()
                    && Units.isEscape(text.before(from + digits))
                    && Units.length(text.before(from + digits)) > digits) {
                return digits;
            }
        }
        return 0;
    }

    private static boolean isInHexWord(Units text, int from, int to) {
        int start = from;
        while (start > text.from()
                && from - start < HEX_WORD
                && Units.digit(text.at(start - 1)) >= 0
                && !Units.isEscape(text.before(start))) {
            start--;
        }
        int end = to;
        while (end < text.to() && end - to < HEX_WORD && Units.digit(text.at(end)) >= 0) {
            end++;
        }
        return end - start >= HEX_WORD;
    }

    private static boolean isThere(Units text, byte[] sign, int index) {
        for (var i = 0; i < sign.length; i++) {
            if (text.at(index + i) != sign[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean areDigits(Units text, int index, int count) {
        for (var i = index; i < index + count; i++) {
            if (!isDigit(text.at(i))) {
                return false;
            }
        }
        return true;
    }

    private static String digits(Units text, int index, int count) {
        var digits = new byte[count];
        for (var i = 0; i < count; i++) {
            digits[i] = text.at(index + i);
        }
        return new String(digits, StandardCharsets.US_ASCII);
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
