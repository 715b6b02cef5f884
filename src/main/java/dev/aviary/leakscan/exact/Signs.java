package dev.aviary.leakscan.exact;

import dev.aviary.vault.WindowHash;

/** Looks at signs that may be part of an escape, and at ends of lines; decodes where escapes are close to each other. */
final class Signs {

    private static final int PART = 32 << 10;
    private static final int OVERLAP = 4 << 10;
    private static final int LONGEST_PREFIX = 280;
    private static final Decoder ESCAPES = new Escapes();
    private static final Decoder QUOTED = new QuotedPrintable();

    /** Of the characters that forms have. */
    private static final long LOWEST = Words.each('+');

    private final Search search;

    /** How far from an escape the secret can begin or end. */
    private final int reach;

    Signs(Search search, int reach) {
        this.search = search;
        this.reach = reach;
    }

    void look(Level level, boolean decodes) {
        var sieve = level.sieve;
        for (var i = 0; i < sieve.signCount; i++) {
            var at = sieve.signs[i];
            var b = level.bytes[at];
            if (b == '\n') {
                lookAround(level, at, at + 1);
                if (decodes && QuotedPrintable.isSoftBreak(level.bytes, level.from, at)) {
                    open(level, level.quoted, QUOTED, at);
                }
            } else if (!decodes) {
                continue;
            } else if (b == '=') {
                if (QuotedPrintable.hidesCharacter(level.bytes, at, level.to)) {
                    open(level, level.quoted, QUOTED, at);
                }
            } else if (Escapes.hidesCharacter(level.bytes, at, level.to)) {
                open(level, level.escapes, ESCAPES, at);
            } else {
                var behind = Escapes.endOfLine(level.bytes, at, level.to);
                if (behind >= 0) {
                    lookAround(level, beforeReturn(level, at), behind);
                }
            }
        }
    }

    /** Where a line ends whose end is escaped: before a carriage return that is escaped as well. */
    private static int beforeReturn(Level level, int at) {
        var bytes = level.bytes;
        var end = at;
        while (end > level.from && bytes[end - 1] == '\\') {
            end--;
        }
        if (end - 2 >= level.from && bytes[end - 1] == 'r' && bytes[end - 2] == '\\') {
            return end - 2;
        }
        return end - 3 >= level.from && bytes[end - 3] == '%' && bytes[end - 2] == '0' && (bytes[end - 1] | 0x20) == 'd'
                ? end - 3
                : end;
    }

    /** Decodes around an escaped end of a line, with what may be a prefix of the next one. */
    void openLines(Level level, int at) {
        open(level, level.escapes, ESCAPES, at);
        level.escapes.last = Math.max(level.escapes.last, Math.min(level.to, at + LONGEST_PREFIX));
    }

    /** The line may end with one part of a secret and the next begin with the other, each too short to hold a window at the stride. */
    private void lookAround(Level level, int newline, int next) {
        var end = LineBreaks.endOfPart(level.bytes, level.from, newline);
        lookAt(level, end - WindowHash.WINDOW);
        if (end > level.from && level.bytes[end - 1] == '=') {
            lookAt(level, end - 1 - WindowHash.WINDOW);
        }
        lookAt(level, next);
    }

    private void lookAt(Level level, int at) {
        if (at >= level.from && at + WindowHash.WINDOW <= level.to && hasNoBlank(level.bytes, at)) {
            search.lookAt(level, at);
        }
    }

    private static boolean hasNoBlank(byte[] bytes, int at) {
        var low = Words.at(bytes, at);
        var high = Words.at(bytes, at + 4);
        return ((low - LOWEST | low | high - LOWEST | high) & Words.HIGH) == 0;
    }

    private void open(Level level, Level.Stretch stretch, Decoder how, int at) {
        if (stretch.open && at - stretch.last > 2 * reach) {
            flush(level, stretch, how);
        }
        if (!stretch.open) {
            stretch.open = true;
            stretch.first = at;
            stretch.last = at;
        }
        stretch.first = Math.min(at, stretch.first);
        stretch.last = Math.max(at, stretch.last);
    }

    void flush(Level level) {
        flush(level, level.escapes, ESCAPES);
        flush(level, level.quoted, QUOTED);
    }

    private void flush(Level level, Level.Stretch stretch, Decoder how) {
        if (stretch.open) {
            stretch.open = false;
            search.decode(level, how, beginOf(level, stretch.first), endOf(level, stretch.last), PART, OVERLAP);
        }
    }

    private int beginOf(Level level, int first) {
        var begin = first;
        while (begin > level.from && first - begin < reach && isVisible(level.bytes[begin - 1])) {
            begin--;
        }
        return begin;
    }

    private int endOf(Level level, int last) {
        var most = Math.min(level.to, last + reach + 12);
        var end = Math.min(most, last + 3);
        while (end < most && isVisible(level.bytes[end])) {
            end++;
        }
        return end;
    }

    private static boolean isVisible(byte b) {
        return b > ' ';
    }
}
