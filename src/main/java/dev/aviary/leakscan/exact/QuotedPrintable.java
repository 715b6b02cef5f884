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
        var at = from + 1;
        if (at < to && in[at] == '\r') {
            at++;
        }
        if (at < to && in[at] == '\n') {
            return at + 1;
        }
        return from + 1 < to && in[from + 1] == '\\' ? escapedBreak(in, from + 1, to) : -1;
    }

    private static int escapedBreak(byte[] in, int from, int to) {
        var at = behindEscape(in, from, to, 'r');
        var end = behindEscape(in, at, to, 'n');
        return end > at ? end : -1;
    }

    /** Behind this letter with backslashes before it, if it is here; otherwise here. */
    private static int behindEscape(byte[] in, int from, int to, char letter) {
        var at = from;
        while (at < to && in[at] == '\\') {
            at++;
        }
        return at > from && at < to && in[at] == letter ? at + 1 : from;
    }
}
