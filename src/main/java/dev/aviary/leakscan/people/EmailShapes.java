package dev.aviary.leakscan.people;

import dev.aviary.leakscan.Decoding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What may be an e-mail address, around each {@code @}. Where it begins is not certain, as {@code =} and {@code '} may be a part of it or stand before it:
 * each beginning is tried, the longest address first.
 */
final class EmailShapes implements Shapes {

    private static final int LONGEST_LOCAL = 64;
    private static final int LONGEST_DOMAIN = 255;
    private static final int LONGEST_UNIT = 6;
    private static final int MOST_BEGINNINGS = 5;
    private static final String USUAL = "._+-";
    private static final String UNUSUAL = "!#$%&'*/=?^`{|}~";

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    @Override
    public void find(Units text, int first, int last, Seen seen) {
        var end = Math.min(text.to(), last + LONGEST_UNIT * (LONGEST_LOCAL + 1));
        int i = first;
        while (i < end) {
            if (end - i >= Long.BYTES && !mayHaveSign(text.word(i))) {
                i += Long.BYTES;
                continue;
            }
            for (var stop = Math.min(end, i + Long.BYTES); i < stop; i++) {
                if (text.at(i) == '@' || isEscapedSign(text, i)) {
                    sign(text, i, seen);
                }
            }
        }
    }

    private static boolean mayHaveSign(long word) {
        return (has(word, '@') | has(word, '%') | has(word, '\\')) != 0;
    }

    private static long has(long word, char sign) {
        var other = word ^ ONES * sign;
        return (other - ONES) & ~other & HIGHS;
    }

    private static boolean isEscapedSign(Units text, int at) {
        return switch (text.at(at)) {
            case '%' -> at + 2 < text.to() && text.at(at + 1) == '4' && text.at(at + 2) == '0';
            case '\\' -> at + 1 < text.to() && text.at(at + 1) == 'u';
            default -> false;
        };
    }

    private static void sign(Units text, int at, Seen seen) {
        var unit = text.after(at);
        if (Units.value(unit) == '@') {
            around(text, at, at + Units.length(unit), seen);
        }
    }

    private static void around(Units text, int at, int behind, Seen seen) {
        var local = new Side(text, at, LONGEST_LOCAL);
        local.back();
        if (local.length == 0) {
            return;
        }
        var domain = new Side(text, behind, LONGEST_DOMAIN);
        domain.forward();
        if (domain.length == 0) {
            return;
        }
        if (tried(text, at, local, domain, seen)) {
            return;
        }
        if (domain.cutToAscii()) {
            tried(text, at, local, domain, seen);
        }
    }

    private static boolean tried(Units text, int at, Side local, Side domain, Seen seen) {
        var decodings = decodings(text, at, local, domain);
        for (var begins : local.beginnings()) {
            var value = local.backward(begins) + "@" + domain.text();
            if (seen.at(local.ends[begins - 1], domain.ends[domain.length - 1], value, decodings)) {
                return true;
            }
        }
        return false;
    }

    private static List<Decoding> decodings(Units text, int at, Side local, Side domain) {
        if (!local.escaped && !domain.escaped && text.at(at) == '@') {
            return List.of();
        }
        var json = local.json || domain.json || text.at(at) == '\\';
        return List.of(json ? Decoding.JSON : Decoding.PERCENT);
    }

    /** The characters on one side of the sign, decoded, the nearest first, and where each ends that far. */
    private static final class Side {

        private final Units text;
        private final byte[] values;
        private final int[] ends;
        private int at;
        private int length;
        private boolean escaped;
        private boolean json;

        Side(Units text, int at, int longest) {
            this.text = text;
            this.at = at;
            this.values = new byte[longest];
            this.ends = new int[longest];
        }

        void back() {
            for (int unit = text.before(at); length < values.length && unit >= 0; unit = text.before(at)) {
                if (!isLocal(Units.value(unit))) {
                    return;
                }
                add(unit, at - Units.length(unit));
            }
        }

        void forward() {
            for (int unit = text.after(at); length < values.length && unit >= 0; unit = text.after(at)) {
                if (!isDomain(Units.value(unit))) {
                    break;
                }
                add(unit, at + Units.length(unit));
            }
            trim();
        }

        private void trim() {
            while (length > 0 && !isLetterOrDigit(values[length - 1])) {
                length--;
            }
        }

        /** Before a closing quotation mark, say. Returns false if nothing else is left by that. */
        boolean cutToAscii() {
            for (var i = 0; i < length; i++) {
                if (values[i] < 0) {
                    length = i;
                    trim();
                    return length > 0;
                }
            }
            return false;
        }

        private void add(int unit, int end) {
            escaped |= Units.isEscape(unit);
            json |= Units.length(unit) == LONGEST_UNIT;
            at = end;
            values[length] = (byte) Units.value(unit);
            ends[length++] = end;
        }

        /** How many characters before the sign it may have, the most first. */
        int[] beginnings() {
            var all = new ArrayList<Integer>();
            for (var count = 1; count <= length && all.size() < MOST_BEGINNINGS; count++) {
                var border = count == length || isUnusual(values[count]) && !isUnusual(values[count - 1]);
                var marked = count < length && "_+-".indexOf(values[count]) >= 0 && onlyMarksFrom(count);
                if ((border || marked) && values[count - 1] != '.') {
                    all.add(count);
                }
            }
            return all.stream()
                    .sorted((one, other) -> other - one)
                    .mapToInt(Integer::intValue)
                    .toArray();
        }

        /** As in {@code _a@b.example_}. */
        private boolean onlyMarksFrom(int count) {
            for (var i = count; i < length && !isUnusual(values[i]); i++) {
                if (isLetterOrDigit(values[i])) {
                    return false;
                }
            }
            return true;
        }

        String backward(int count) {
            var reversed = new byte[count];
            for (var i = 0; i < count; i++) {
                reversed[i] = values[count - 1 - i];
            }
            return new String(reversed, StandardCharsets.UTF_8);
        }

        String text() {
            return new String(Arrays.copyOf(values, length), StandardCharsets.UTF_8);
        }
    }

    private static boolean isLocal(int value) {
        return value >= 0x80
                || isLetterOrDigit((byte) value)
                || USUAL.indexOf(value) >= 0
                || UNUSUAL.indexOf(value) >= 0;
    }

    private static boolean isUnusual(byte value) {
        return value < 0 || UNUSUAL.indexOf(value) >= 0;
    }

    private static boolean isDomain(int value) {
        return value >= 0x80 || isLetterOrDigit((byte) value) || value == '.' || value == '-' || value == '_';
    }

    private static boolean isLetterOrDigit(byte value) {
        return value < 0 || value >= '0' && value <= '9' || (value | 0x20) >= 'a' && (value | 0x20) <= 'z';
    }
}
