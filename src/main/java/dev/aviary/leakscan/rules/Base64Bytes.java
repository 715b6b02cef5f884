package dev.aviary.leakscan.rules;

import java.util.Arrays;

/** What a piece of Base64 decodes to, one byte after the other and without a copy; for one thread. */
final class Base64Bytes {

    /** Instead of a byte: the text ends here, or goes on with something else than Base64. */
    static final int NONE = -1;

    private static final String COMMON = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final byte[] PLAIN = values(COMMON + "+/");
    private static final byte[] URL = values(COMMON + "-_");
    private static final int DIGIT_BITS = 6;
    private static final int MOST_PADDING = 2;

    private final byte[] valueOf;
    private final byte[] bytes;
    private final int end;
    private final boolean hasRightLength;
    private int at;
    private int read;
    private int bits;

    private Base64Bytes(byte[] valueOf, byte[] bytes, int from, int to) {
        int digitsEnd = to;
        while (digitsEnd > from && to - digitsEnd < MOST_PADDING && bytes[digitsEnd - 1] == '=') {
            digitsEnd--;
        }
        int over = (digitsEnd - from) % 4;
        this.valueOf = valueOf;
        this.bytes = bytes;
        this.end = digitsEnd;
        this.at = from;
        this.hasRightLength = over != 1 && (digitsEnd == to || over + to - digitsEnd == 4);
    }

    static Base64Bytes plain(byte[] bytes, int from, int to) {
        return new Base64Bytes(PLAIN, bytes, from, to);
    }

    static Base64Bytes url(byte[] bytes, int from, int to) {
        return new Base64Bytes(URL, bytes, from, to);
    }

    private static byte[] values(String digits) {
        var values = new byte[256];
        Arrays.fill(values, (byte) -1);
        for (int value = 0; value < digits.length(); value++) {
            values[digits.charAt(value)] = (byte) value;
        }
        return values;
    }

    /** @return the next byte, or {@link #NONE} */
    int next() {
        while (bits < Byte.SIZE) {
            int value = at < end ? valueOf[bytes[at] & 0xff] : NONE;
            if (value < 0) {
                return NONE;
            }
            at++;
            read = read << DIGIT_BITS | value;
            bits += DIGIT_BITS;
        }
        bits -= Byte.SIZE;
        return read >>> bits & 0xff;
    }

    /** Whether all of it was read and is Base64; padding may be left out, but must be right. */
    boolean isRead() {
        return hasRightLength && at == end;
    }
}
