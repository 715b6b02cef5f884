package dev.aviary.leakscan.exact;

import dev.aviary.leakscan.Decoding;
import java.util.List;

/** Base64 without the ends of its lines, otherwise as it is. */
final class JoinedLines implements Decoder {

    private static final int DEEPEST_INDENT = 16;

    @Override
    public long decode(byte[] in, int from, int to, byte[] out, int limit) {
        var read = from;
        var written = 0;
        while (true) {
            var end = Bytes.endOfBase64(in, read, Math.min(to, read + limit - written));
            System.arraycopy(in, read, out, written, end - read);
            written += end - read;
            read = end;
            var next = written < limit ? nextLine(in, read, to) : -1;
            if (next < 0) {
                return Decoder.result(read, written);
            }
            read = next;
        }
    }

    @Override
    public List<Decoding> undone(byte[] in, int from, int to) {
        return List.of(Decoding.LINES);
    }

    private static int behindBackslashes(byte[] in, int from, int to) {
        var at = from;
        while (at < to && in[at] == '\\') {
            at++;
        }
        return at;
    }

    /** @return index of the first byte of the next line behind its indent, or -1 if no line ends here; all of that may be escaped as in JSON, also more than once */
    static int nextLine(byte[] in, int from, int to) {
        var at = from;
        var ended = false;
        while (at < to) {
            if (in[at] == '\n' || in[at] == '\r') {
                ended |= in[at] == '\n';
                at++;
            } else if (in[at] == '\\') {
                var letter = behindBackslashes(in, at, to);
                if (letter == to || in[letter] != 'n' && in[letter] != 'r') {
                    break;
                }
                ended |= in[letter] == 'n';
                at = letter + 1;
            } else {
                break;
            }
        }
        return ended ? behindIndent(in, at, to) : -1;
    }

    private static int behindIndent(byte[] in, int from, int to) {
        var at = from;
        while (at < to && at - from < DEEPEST_INDENT) {
            var letter = behindBackslashes(in, at, to);
            if (letter == at && (in[at] == ' ' || in[at] == '\t')) {
                at++;
            } else if (letter > at && letter < to && in[letter] == 't') {
                at = letter + 1;
            } else {
                break;
            }
        }
        return at;
    }
}
