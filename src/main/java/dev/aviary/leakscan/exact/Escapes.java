package dev.aviary.leakscan.exact;

import dev.aviary.leakscan.Decoding;
import java.util.ArrayList;
import java.util.List;

/** Percent-encoding, escapes with backslashes, and entities of XML and HTML: any character of a text may be escaped or not, and by different means. */
final class Escapes implements Decoder {

    private static final EntityNames ENTITIES = new EntityNames();

    /** The longest that is decoded, with what is around the number or the name. */
    private static final int LONGEST_ENTITY = 12;

    private static final int MOST_BACKSLASHES = 64;

    /** Stands for any character that is not of ASCII. */
    private static final int OTHER = 0x7f;

    private static final long NONE = -1;

    @Override
    public long decode(byte[] in, int from, int to, byte[] out, int limit) {
        var read = from;
        var written = 0;
        while (read < to && written < limit) {
            var b = in[read];
            if (b == '%' && read + 3 <= to) {
                var value = Bytes.hex(in[read + 1]) << 4 | Bytes.hex(in[read + 2]);
                if (value >= 0) {
                    out[written++] = (byte) Math.min(value, OTHER);
                    read += 3;
                    continue;
                }
            }
            if (b == '%' || b == '\\' || b == '&') {
                var escape = at(in, read, to);
                if (escape != NONE) {
                    out[written++] = (byte) escape;
                    read = end(escape);
                    continue;
                }
            }
            do {
                out[written++] = b;
                read++;
            } while (b == '\\' && read < to && written < limit && in[read] == b);
        }
        return Decoder.result(read, written);
    }

    @Override
    public List<Decoding> undone(byte[] in, int from, int to) {
        var undone = new ArrayList<Decoding>();
        for (var at = from; at < to; at++) {
            var decoding = in[at] == '%'
                    ? Decoding.PERCENT
                    : in[at] == '\\' ? Decoding.JSON : in[at] == '&' ? Decoding.XML : null;
            if (decoding != null && !undone.contains(decoding)) {
                undone.add(decoding);
            }
        }
        return undone;
    }

    /** What is hidden here by a percent sign, a backslash or an ampersand: a character of ASCII, DEL for any other, or -1 if there is none. */
    static int character(byte[] in, int from, int to) {
        var escape = at(in, from, to);
        return escape == NONE ? -1 : (byte) escape;
    }

    /** Index behind the last backslash, or the percent sign, that is here, if it stands for the end of a line; or -1. */
    static int endOfLine(byte[] in, int from, int to) {
        if (from + 2 > to) {
            return -1;
        }
        var next = in[from + 1];
        if (in[from] == '\\') {
            return next == 'n' ? from + 2 : next == 'u' && (byte) at(in, from, to) == '\n' ? from + 6 : -1;
        }
        return in[from] == '%' && next == '0' && from + 3 <= to && (in[from + 2] | 0x20) == 'a' ? from + 3 : -1;
    }

    /** The character, and in the upper half the index behind its escape. */
    private static long at(byte[] in, int from, int to) {
        return switch (in[from]) {
            case '%' -> percent(in, from, to);
            case '\\' -> backslash(in, from, to);
            default -> entity(in, from, to);
        };
    }

    private static int end(long escape) {
        return (int) (escape >>> 32);
    }

    private static long escape(int end, int value) {
        return (long) end << 32 | (Math.min(value, OTHER));
    }

    private static long percent(byte[] in, int from, int to) {
        if (from + 1 < to && in[from + 1] == 'u') {
            return four(in, from + 2, to);
        }
        var value = Bytes.hexPair(in, from + 1, to);
        return value < 0 ? NONE : escape(from + 3, value);
    }

    private static long four(byte[] in, int from, int to) {
        var high = Bytes.hexPair(in, from, to);
        var low = Bytes.hexPair(in, from + 2, to);
        return high < 0 || low < 0 ? NONE : escape(from + 4, high << 8 | low);
    }

    /** However many backslashes there are: each time a text is put into another as a string, they double. */
    private static long backslash(byte[] in, int from, int to) {
        var at = from;
        while (at < to && in[at] == '\\' && at - from < MOST_BACKSLASHES) {
            at++;
        }
        if (at == to) {
            return NONE;
        }
        return switch (in[at]) {
            case 'u' -> four(in, at + 1, to);
            case 'x' -> {
                var value = Bytes.hexPair(in, at + 1, to);
                yield value < 0 ? NONE : escape(at + 3, value);
            }
            case '/', '"', '\'' -> escape(at + 1, in[at]);
            case 'n' -> escape(at + 1, '\n');
            case 'r' -> escape(at + 1, '\r');
            case 't' -> escape(at + 1, '\t');
            default -> NONE;
        };
    }

    private static long entity(byte[] in, int from, int to) {
        var numbered = from + 1 < to && in[from + 1] == '#';
        var begin = numbered ? from + 2 : from + 1;
        var most = Math.min(to, from + LONGEST_ENTITY);
        var end = begin;
        long name = 0;
        while (end < most && isLetterOrDigit(in[end])) {
            name = name << Byte.SIZE | in[end++];
        }
        if (end >= to || in[end] != ';' || end == begin) {
            return NONE;
        }
        var value = numbered ? number(in, begin, end) : end - begin <= Long.BYTES ? ENTITIES.find(name) : -1;
        return value < 0 ? NONE : escape(end + 1, value);
    }

    private static boolean isLetterOrDigit(byte b) {
        return Bytes.isDigit(b) || (b | 0x20) >= 'a' && (b | 0x20) <= 'z';
    }

    private static int number(byte[] in, int from, int to) {
        var hexadecimal = from < to && (in[from] | 0x20) == 'x';
        var value = 0;
        for (var at = hexadecimal ? from + 1 : from; at < to; at++) {
            var digit = Bytes.hex(in[at]);
            if (digit < 0 || digit > 9 && !hexadecimal) {
                return -1;
            }
            value = Math.min(0xffff, value * (hexadecimal ? 16 : 10) + digit);
        }
        return value;
    }
}
