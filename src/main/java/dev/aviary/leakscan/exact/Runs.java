package dev.aviary.leakscan.exact;

/** Looks at long runs of letters and digits that may be Base64, and decodes them: what is in them may be encoded otherwise as well, or packed. */
final class Runs {

    /** Characters of the shortest run that is decoded; in shorter ones secrets are found as they stand. */
    static final int SHORTEST = 43;

    private static final int PART = 32 << 10;
    private static final int OVERLAP = 4 << 10;
    private static final Decoder BASE64 = new Base64Text();
    private static final Decoder LINES = new JoinedLines();

    private static final long LOWEST = Words.each('+');
    private static final long CAPITAL = Words.each(0x40);

    private final Search search;
    private final Packed packed;

    Runs(Search search) {
        this.search = search;
        this.packed = new Packed(search);
    }

    void look(Level level) {
        var sieve = level.sieve;
        for (var i = 0; i < sieve.runCount; i++) {
            var at = sieve.runs[i];
            if (at >= level.base64Seen && hasCapital(level, at)) {
                look(level, at);
            }
        }
    }

    /** Whether there is a capital letter, or one of the signs around them, before the next blank; Base64 of any text has some. */
    private static boolean hasCapital(Level level, int from) {
        long capitals = 0;
        for (var at = from; at + Long.BYTES <= level.to; at += Long.BYTES) {
            var word = Words.at(level.bytes, at);
            if ((word - LOWEST & Words.HIGH) != 0) {
                break;
            }
            capitals |= word & ~(word << 1) & CAPITAL;
        }
        return capitals != 0;
    }

    /** All runs of a stretch without blanks. */
    private void look(Level level, int first) {
        var begin = first;
        while (begin > level.from && Bytes.base64(level.bytes[begin - 1]) >= 0) {
            begin--;
        }
        do {
            var end = endOfRun(level, begin);
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

    private static int endOfRun(Level level, int from) {
        var end = from;
        while (end < level.to && Bytes.base64(level.bytes[end]) >= 0) {
            end++;
        }
        return end;
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
            search.decode(level, LINES, begin, behindLines, PART, OVERLAP);
            if ((end - begin) % 4 == 0) {
                level.base64Seen = behindLines;
            } else {
                decodeRun(level, begin, end);
            }
        }
        decodeRun(level, begin, behindLines);
    }

    private void decodeRun(Level level, int begin, int end) {
        var magic = Packed.find(level.bytes, begin, end);
        if (magic >= 0) {
            packed.search(level, magic, end);
        }
        if (magic != begin) {
            for (var shift = 0; shift < shifts(level, begin); shift++) {
                search.decode(level, BASE64, begin + shift, end, PART, OVERLAP);
            }
        }
    }

    private static boolean isControl(byte before) {
        return before >= 0 && before < ' ' && before != '\n' && before != '\r' && before != '\t';
    }

    /**
     * Where a run begins with a sign, that may not belong to it; behind a control character its length may be written, as by Java, in bytes that look like
     * letters; where it begins with the block, nobody knows where it really begins.
     */
    private int shifts(Level level, int begin) {
        if (search.isCutBefore(level, begin) || begin > level.from && isControl(level.bytes[begin - 1])) {
            return 4;
        }
        var first = level.bytes[begin];
        return first == '/' || first == '-' || first == '_' || first == '+' ? 2 : 1;
    }

    /** As long as one line of Base64 follows the other. */
    private static int endOfLines(Level level, int begin, int end) {
        var behind = end;
        while (true) {
            var next = Base64Text.nextLine(level.bytes, behind, level.to);
            var nextEnd = next < 0 ? -1 : endOfRun(level, next);
            if (nextEnd <= next || !endsLine(level, nextEnd)) {
                return behind;
            }
            behind = nextEnd;
        }
    }

    /** What begins like Base64 but goes on otherwise is another line of the log. */
    private static boolean endsLine(Level level, int end) {
        return end == level.to || "\n\r\\=\"'<,)".indexOf(level.bytes[end]) >= 0;
    }
}
