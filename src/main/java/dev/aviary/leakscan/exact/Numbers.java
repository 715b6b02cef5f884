package dev.aviary.leakscan.exact;

import dev.aviary.leakscan.Decoding;
import java.util.List;

/** {@code 56, 100, -3}: numbers of one byte, signed or not, with commas between them. What is no such number, but has digits, becomes a zero byte. */
final class Numbers implements Decoder {

    private static final int MOST_DIGITS = 4;
    private static final long ZEROS = Words.each('0');
    private static final long ABOVE_NINE = Words.each(0x80 - 10);

    @Override
    public long decode(byte[] in, int from, int to, byte[] out, int limit) {
        var read = from;
        var written = 0;
        while (read < to && written < limit) {
            var at = read;
            var negative = in[at] == '-';
            at += negative ? 1 : 0;
            var value = 0;
            var digits = 0;
            if (at + Long.BYTES <= to) {
                var numerals = Words.at(in, at) ^ ZEROS;
                digits = Math.min(MOST_DIGITS, digits(numerals));
                value = value(numerals, digits);
                at += digits;
            } else {
                for (; at < to && digits < MOST_DIGITS && Bytes.isDigit(in[at]); digits++) {
                    value = value * 10 + in[at++] - '0';
                }
            }
            if (digits > 0) {
                out[written++] = (byte) (value > (negative ? 128 : 255) ? 0 : negative ? -value : value);
            }
            read = next(in, Math.max(at, read + 1), to);
        }
        return Decoder.result(read, written);
    }

    @Override
    public List<Decoding> undone(byte[] in, int from, int to) {
        return List.of(Decoding.NUMBERS);
    }

    /** How many of the bytes, from the lowest on, are less than ten. */
    private static int digits(long numerals) {
        return Long.numberOfTrailingZeros((numerals + ABOVE_NINE | numerals) & Words.HIGH) >>> 3;
    }

    /** Of at most four of them, the first of which is the lowest byte. */
    private static int value(long numerals, int digits) {
        var four = (int) (numerals << Integer.SIZE >>> 8 * digits);
        return (four & 0xff) * 1000 + (four >>> 8 & 0xff) * 100 + (four >>> 16 & 0xff) * 10 + (four >>> 24);
    }

    /** Behind a comma and blanks; if there is none, where no number can begin. */
    private static int next(byte[] in, int from, int to) {
        var at = from;
        if (at < to && in[at] == ',') {
            at++;
            while (at < to && in[at] == ' ') {
                at++;
            }
        }
        return at;
    }
}
