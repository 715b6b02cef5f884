package dev.aviary.leakscan.exact;

import dev.aviary.leakscan.Decoding;
import java.util.List;

/** {@code 56, 100, -3}: numbers of one byte, signed or not, with commas between them. What is no such number, but has digits, becomes a zero byte. */
final class Numbers implements Decoder {

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
            while (at < to && digits < 4 && Bytes.isDigit(in[at])) {
                value = value * 10 + in[at++] - '0';
                digits++;
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
