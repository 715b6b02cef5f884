package dev.aviary.leakscan.exact;

import dev.aviary.leakscan.Decoding;
import java.util.List;

/** The encoding of mails: characters as {@code =2D}, lines broken by an equals sign at their end. */
final class QuotedPrintable implements Decoder {

    private static final int NEIGHBOURHOOD = 3;

    /** What a token may have beside letters and digits. */
    private static final String SIGNS = "-._~+/=";

    @Override
    public long decode(byte[] in, int from, int to, byte[] out, int limit) {
        var read = from;
        var written = 0;
        while (read < to && written < limit) {
            var end = in[read] == '=' ? softBreak(in, read, to) : -1;
            if (end > 0) {
                read = end;
                continue;
            }
            var value = in[read] == '=' ? Bytes.hexPair(in, read + 1, to) : -1;
            out[written++] = value < 0 ? in[read] : (byte) value;
            read += value < 0 ? 1 : 3;
        }
        return Decoder.result(read, written);
    }

    @Override
    public List<Decoding> undone(byte[] in, int from, int to) {
        return List.of(Decoding.QUOTED_PRINTABLE);
    }

    /**
     * Whether an equals sign here may be part of an encoded secret. Letters and digits are encoded together with their neighbours or not at all; this
     * tells them from {@code page=42}.
     */
    static boolean hidesCharacter(byte[] in, int from, int to) {
        return from + 3 <= to
                && (in[from + 2] >= 'A' || hasNeighbour(in, from, to))
                && hides(in, from, to, Bytes.hexPair(in, from + 1, to));
    }

    private static boolean hides(byte[] in, int from, int to, int value) {
        return value > 0
                && in[from + 1] < 'a'
                && in[from + 2] < 'a'
                && (SIGNS.indexOf(value) >= 0 || Character.isLetterOrDigit(value) && hasNeighbour(in, from, to));
    }

    private static boolean hasNeighbour(byte[] in, int from, int to) {
        for (var at = from + 3; at < Math.min(to, from + 3 + NEIGHBOURHOOD); at++) {
            if (in[at] == '=') {
                return Bytes.hexPair(in, at + 1, to) >= 0;
            }
        }
        return false;
    }

    /** Whether the line ends with the equals sign that is here, and goes on in the next. */
    static boolean isSoftBreak(byte[] in, int at, int to) {
        return softBreak(in, at, to) > 0;
    }

    /** @return index behind the end of the line, which may be escaped as in JSON; or -1 */
    private static int softBreak(byte[] in, int from, int to) {
        var at = behind(in, from + 1, to, '\r', 'r');
        var end = behind(in, at, to, '\n', 'n');
        return end > at ? end : -1;
    }

    /** Behind a sign, or this letter behind backslashes, if it is here; otherwise here. */
    private static int behind(byte[] in, int from, int to, char sign, char letter) {
        var at = from;
        while (at < to && in[at] == '\\') {
            at++;
        }
        return at < to && in[at] == (at == from ? sign : letter) ? at + 1 : from;
    }
}
