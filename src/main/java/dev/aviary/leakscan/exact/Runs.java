package dev.aviary.leakscan.exact;

import java.util.Arrays;

/** Looks at long runs of letters and digits that may be Base64, and decodes them: what is in them may be encoded otherwise as well, or packed. */
final class Runs {

    /** Characters of the shortest run that is decoded; in shorter ones secrets are found as they stand. */
    static final int SHORTEST = 43;

    /** Of the last line of some, if it does not end with the line. */
    private static final int SHORTEST_LINE = 16;

    private static final int PART = 56 << 10;
    private static final int OVERLAP = 4 << 10;
    private static final Decoder BASE64 = new Base64Text();
    private static final Decoder LINES = new JoinedLines();

    private static final long LOWEST = Words.each('+');
    private static final long CAPITAL = Words.each(0x40);

    private final Search search;
    private final Packed packed;
    private final AsciiStretches[] stretches = new AsciiStretches[Search.DEEPEST];

    Runs(Search search) {
        this.search = search;
        this.packed = new Packed(search);
        Arrays.setAll(stretches, depth -> new AsciiStretches());
    }

    void look(Level level) {
        var sieve = level.sieve;
        for (var i = 0; i < sieve.runCount; i++) {
            var at = sieve.runs[i];
            if (at >= level.base64Seen) {
                var behind = behindSmall(level, at);
                if (behind < 0) {
                    look(level, at);
                } else {
                    level.base64Seen = behind;
                }
            }
        }
    }

    /**
     * Base64 of any text has capital letters.
     *
     * @return index of the next blank if there is no such letter before it, and none of the signs around them; or -1
     */
    private static int behindSmall(Level level, int from) {
        var at = from;
        for (; at + Long.BYTES <= level.to; at += Long.BYTES) {
            var word = Words.at(level.bytes, at);
            if ((word - LOWEST & Words.HIGH) != 0) {
                break;
            }
            if ((word & ~(word << 1) & CAPITAL) != 0) {
                return -1;
            }
        }
        return at;
    }

    /** All runs of a stretch without blanks. */
    private void look(Level level, int first) {
        var begin = first;
        while (begin > level.from && Bytes.base64(level.bytes[begin - 1]) >= 0) {
            begin--;
        }
        do {
            var end = Bytes.endOfBase64(level.bytes, begin, level.to);
            level.base64Seen = Math.max(level.base64Seen, end);
            if (end - begin >= SHORTEST && isMixed(level.bytes, begin, end)) {
                decode(level, begin, end);
            }
            begin = end + 1;
        } while (begin < level.to && isJoint(level.bytes[begin - 1]));
    }

    private static boolean isJoint(byte b) {
        return b == '.' || b == '~' || b >= '=' && b <= '@' || b == '^' || b == '`' || b == 0x7f;
    }

    /** Base64 of any text has letters of both cases; paths, hexadecimal numbers and names mostly have not. */
    private static boolean isMixed(byte[] bytes, int from, int to) {
        var small = false;
        var capital = false;
        for (var at = from; at < to && !(small && capital); at++) {
            small |= bytes[at] >= 'a';
            capital |= bytes[at] >= 'A' && bytes[at] <= 'Z';
        }
        return small && capital;
    }

    private void decode(Level level, int begin, int end) {
        var behindLines = endOfLines(level, begin, end);
        if (behindLines > end) {
            level.base64Seen = behindLines;
            search.decode(level, LINES, begin, behindLines, PART, OVERLAP);
        } else {
            packed.look(level, begin, end);
            stretches[level.depth].find(
                    level.bytes, begin, end, (from, to) -> search.decode(level, BASE64, from, to, PART, OVERLAP));
        }
    }

    /** As long as one line of Base64 follows the other. */
    private static int endOfLines(Level level, int begin, int end) {
        var behind = end;
        while (true) {
            var next = JoinedLines.nextLine(level.bytes, behind, level.to);
            var nextEnd = next < 0 ? -1 : Bytes.endOfBase64(level.bytes, next, level.to);
            if (nextEnd <= next || !endsLine(level, nextEnd) && !isLine(level, next, nextEnd)) {
                return behind;
            }
            behind = nextEnd;
        }
    }

    /** What begins like Base64 but goes on otherwise is another line of the log, unless it looks like Base64 by itself. */
    private static boolean isLine(Level level, int from, int to) {
        return to - from >= SHORTEST_LINE && isMixed(level.bytes, from, to);
    }

    private static boolean endsLine(Level level, int end) {
        return end == level.to || "\n\r\\=\"'<,)".indexOf(level.bytes[end]) >= 0;
    }
}
