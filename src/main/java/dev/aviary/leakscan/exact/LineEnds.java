package dev.aviary.leakscan.exact;

import dev.aviary.vault.WindowHash;

/**
 * Looks at the ends of lines: a secret may be broken there, and what is left of it before the end too short to hold a window at the stride. If even less than
 * a window is left, the rest in the next line is long enough.
 */
final class LineEnds {

    private static final int WINDOW = WindowHash.WINDOW;

    /** Of the characters that forms have. */
    private static final long LOWEST = Words.each('+');

    private static final long BACKSLASH = Words.each('\\');

    private final SecretIndex index;
    private final Lookups lookups;
    private final Matcher matcher;
    private final Noted[] atEnds = new Noted[Search.LEVELS];
    private final Noted[] atEscapedEnds = new Noted[Search.LEVELS];

    LineEnds(SecretIndex index, Lookups lookups, Matcher matcher) {
        this.index = index;
        this.lookups = lookups;
        this.matcher = matcher;
    }

    void look(Level level) {
        var lineEnds = level.sieve.lineEnds;
        var count = level.sieve.lineEndCount;
        var noted = of(level, atEnds);
        for (var i = 0; i < count; i++) {
            if (!isOfEmptyLine(level, lineEnds[i])) {
                note(level, lineEnds[i], noted);
            }
        }
        look(level, noted);
    }

    /** Also if there is but the sign by which a mail says that the line goes on. */
    private static boolean isOfEmptyLine(Level level, int lineEnd) {
        var at = lineEnd - 1;
        if (at > level.from && level.bytes[at] == '=') {
            at--;
        }
        return at >= level.from && level.bytes[at] == '\n';
    }

    /** Notes a place before the end of a line that is escaped; {@link #lookAtNoted} looks there. */
    void noteEscaped(Level level, int lineEnd) {
        note(level, lineEnd, of(level, atEscapedEnds));
    }

    void lookAtNoted(Level level) {
        look(level, of(level, atEscapedEnds));
    }

    private static Noted of(Level level, Noted[] noted) {
        if (noted[level.depth] == null) {
            noted[level.depth] = new Noted();
        }
        return noted[level.depth];
    }

    /** Also before the sign by which a mail says that the line goes on. */
    private static void note(Level level, int lineEnd, Noted noted) {
        var end = LineBreaks.endOfPart(level.bytes, level.from, lineEnd);
        noted.add(level, end - WINDOW);
        if (end > level.from && level.bytes[end - 1] == '=') {
            noted.add(level, end - 1 - WINDOW);
        }
    }

    /** Places of one level; what is decoded from it meanwhile has others. */
    private static final class Noted {
        private final int[] places = new int[Sieve.MOST_SIGNS + 1];
        private int count;

        private void add(Level level, int at) {
            places[count] = at;
            count += isInside(level, at) ? 1 : 0;
        }
    }

    private static boolean isInside(Level level, int at) {
        return at >= level.from && mayBeOfForm(level.bytes, at);
    }

    private void look(Level level, Noted noted) {
        var places = noted.places;
        var known = lookups.keepKnown(level, places, noted.count);
        noted.count = 0;
        for (var i = 0; i < known; i++) {
            if (lookups.isAccompanied(level, places[i]) || isAnchor(level, places[i])) {
                matcher.look(level, places[i]);
            }
        }
    }

    /** If there are 12 bytes left, there is no other window. */
    private boolean isAnchor(Level level, int at) {
        return index.anchors().find(index.hash().at(level.bytes, at)) >= 0;
    }

    private static boolean mayBeOfForm(byte[] bytes, int at) {
        var low = Words.at(bytes, at);
        var high = Words.at(bytes, at + 4);
        return ((low - LOWEST | low | high - LOWEST | high) & Words.HIGH
                        | Words.equal(low, BACKSLASH)
                        | Words.equal(high, BACKSLASH))
                == 0;
    }
}
