package dev.aviary.leakscan.exact;

import dev.aviary.leakscan.Decoding;
import java.util.List;

/** Base64 in either alphabet, over ends of lines and what lines are indented by. */
final class Base64Text implements Decoder {

    private static final int DEEPEST_INDENT = 16;

    @Override
    public long decode(byte[] in, int from, int to, byte[] out, int limit) {
        var read = from;
        var written = 0;
        var bits = 0;
        var buffer = 0;
        while (read < to && written < limit) {
            if (bits == 0 && read + 4 <= to && written + 3 <= limit) {
                var quad = quad(in, read);
                if (quad >= 0) {
                    out[written] = (byte) (quad >>> 16);
                    out[written + 1] = (byte) (quad >>> 8);
                    out[written + 2] = (byte) quad;
                    written += 3;
                    read += 4;
                    continue;
                }
            }
            var value = Bytes.base64(in[read]);
            if (value < 0) {
                var next = nextLine(in, read, to);
                if (next < 0) {
                    break;
                }
                read = next;
                continue;
            }
            read++;
            buffer = buffer << 6 | value;
            bits += 6;
            if (bits >= 8) {
                bits -= 8;
                out[written++] = (byte) (buffer >>> bits);
            }
        }
        return Decoder.result(read, written);
    }

    @Override
    public List<Decoding> undone(byte[] in, int from, int to) {
        return List.of(Decoding.BASE64);
    }

    private static int quad(byte[] in, int at) {
        return Bytes.base64(in[at]) << 18
                | Bytes.base64(in[at + 1]) << 12
                | Bytes.base64(in[at + 2]) << 6
                | Bytes.base64(in[at + 3]);
    }

    private static int behindBackslashes(byte[] in, int from, int to) {
        var at = from;
        while (at < to && in[at] == '\\') {
            at++;
        }
        return at;
    }

    /** @return index of the first byte of the next line behind its indent, or -1 if no line ends here; ends of lines may be escaped as in JSON, also more than once */
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
        var indent = at;
        while (ended && at < to && at - indent < DEEPEST_INDENT && (in[at] == ' ' || in[at] == '\t')) {
            at++;
        }
        return ended ? at : -1;
    }
}
