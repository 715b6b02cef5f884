package dev.aviary.leakscan.exact;

/** Looks at signs that may be part of an escape; decodes where escapes are close to each other. */
final class Signs {

    private static final int PART = 32 << 10;
    private static final int OVERLAP = 4 << 10;
    private static final int NEAR = 8;
    private static final int LONGEST_PREFIX = 280;
    private static final Decoder ESCAPES = new Escapes();
    private static final Decoder QUOTED = new QuotedPrintable();

    private static final byte[] BEGINNINGS = new byte[1 << 16];

    static {
        mayBegin('%', "0234567u");
        mayBegin('\\', "/'nux");
        mayBegin('&', "#abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
        mayBegin('=', "234567\r\n\\");
    }

    private final Search search;
    private final LineEnds lineEnds;

    /** How far from an escape the secret can begin or end. */
    private final int reach;

    Signs(Search search, LineEnds lineEnds, int reach) {
        this.search = search;
        this.lineEnds = lineEnds;
        this.reach = reach;
    }

    /** 1 if something may begin with these two bytes that stands for a character of a secret, 0 if not. */
    static int mayBegin(byte sign, byte next) {
        return BEGINNINGS[(sign & 0xff) << 8 | next & 0xff];
    }

    void look(Level level) {
        var signs = level.sieve.signs;
        var count = level.sieve.signCount;
        var bytes = level.bytes;
        var escapes = level.escapes;
        for (var i = 0; i < count; i++) {
            var at = signs[i];
            if (bytes[at] == '=') {
                if (isNear(level.quoted, at) || hidesQuoted(level, at)) {
                    open(level, level.quoted, QUOTED, at);
                }
            } else if (isNear(escapes, at)) {
                escapes.last = Math.max(escapes.last, at);
            } else {
                lookAtEscape(level, at);
            }
        }
        lineEnds.lookAtNoted(level);
        openLines(level);
    }

    private void lookAtEscape(Level level, int at) {
        var character = Escapes.character(level.bytes, at, level.to);
        if (isLineEnd(character) && !isUsual(level.bytes[at + 1])) {
            open(level, level.escapes, ESCAPES, at, Math.min(level.to, at + LONGEST_PREFIX));
        } else if (character == '\n') {
            if (!isOfEmptyLine(level, at) && Escapes.endOfLine(level.bytes, at, level.to) >= 0) {
                lineEnds.noteEscaped(level, beforeReturn(level, at));
            }
        } else if (character > ' ' && character != '"' && character != 0x7f) {
            open(level, level.escapes, ESCAPES, at);
        }
    }

    private static boolean isLineEnd(int character) {
        return character == '\n' || character == '\r';
    }

    /** Whether this follows the first sign of {@code \\n} and {@code \\r}, which are read where lines end; any other way to write an end of a line has to be decoded. */
    private static boolean isUsual(byte next) {
        return next == 'n' || next == 'r';
    }

    private static boolean isOfEmptyLine(Level level, int escapedEnd) {
        return escapedEnd - 2 >= level.from
                && level.bytes[escapedEnd - 1] == 'n'
                && level.bytes[escapedEnd - 2] == '\\';
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

    /** An escaped end of a line that may part a secret: what is around it is decoded, with what may be a prefix of the next line. */
    void noteLines(Level level, int at) {
        var begin = LineBreaks.endOfPart(level.bytes, level.from, beforeReturn(level, at));
        level.lines.add(begin, Math.min(level.to, at + LONGEST_PREFIX));
    }

    /** Once the signs of the same step have been looked at, which may stand before. */
    private void openLines(Level level) {
        if (level.lines.open) {
            level.lines.open = false;
            open(level, level.escapes, ESCAPES, level.lines.first, level.lines.last);
        }
    }

    private static boolean hidesQuoted(Level level, int at) {
        return QuotedPrintable.hidesCharacter(level.bytes, at, level.to)
                || QuotedPrintable.isSoftBreak(level.bytes, at, level.to);
    }

    /** Where escapes stand side by side, to look at each costs more than to decode one too many. */
    private static boolean isNear(Level.Stretch stretch, int at) {
        return stretch.open && at >= stretch.first && at - stretch.last <= NEAR;
    }

    private static void mayBegin(char sign, String next) {
        next.chars().forEach(follows -> BEGINNINGS[sign << 8 | follows] = 1);
    }

    private void open(Level level, Level.Stretch stretch, Decoder how, int at) {
        open(level, stretch, how, at, at);
    }

    private void open(Level level, Level.Stretch stretch, Decoder how, int first, int last) {
        if (stretch.open && first - stretch.last > 2 * reach) {
            flush(level, stretch, how);
        }
        stretch.add(first, last);
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
