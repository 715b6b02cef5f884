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

    private final SecretIndex index;
    private final Lookups lookups;
    private final Matcher matcher;
    private final int[] places = new int[Sieve.MOST_SIGNS + 1];

    LineEnds(SecretIndex index, Lookups lookups, Matcher matcher) {
        this.index = index;
        this.lookups = lookups;
        this.matcher = matcher;
    }

    void look(Level level) {
        var sieve = level.sieve;
        var count = 0;
        for (var i = 0; i < sieve.lineEndCount; i++) {
            count = note(level, sieve.lineEnds[i], count);
        }
        look(level, count);
    }

    /** Looks before the end of a line that is escaped. */
    void lookBefore(Level level, int lineEnd) {
        look(level, note(level, lineEnd, 0));
    }

    /** Also before the sign by which a mail says that the line goes on. */
    private int note(Level level, int lineEnd, int noted) {
        var end = LineBreaks.endOfPart(level.bytes, level.from, lineEnd);
        places[noted] = end - WINDOW;
        var count = noted + (isInside(level, end - WINDOW) ? 1 : 0);
        if (end > level.from && level.bytes[end - 1] == '=') {
            places[count] = end - 1 - WINDOW;
            count += isInside(level, end - 1 - WINDOW) ? 1 : 0;
        }
        return count;
    }

    private static boolean isInside(Level level, int at) {
        return at >= level.from && hasNoBlank(level.bytes, at);
    }

    private void look(Level level, int count) {
        var known = lookups.keepKnown(level, places, count);
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

    private static boolean hasNoBlank(byte[] bytes, int at) {
        var low = Words.at(bytes, at);
        var high = Words.at(bytes, at + 4);
        return ((low - LOWEST | low | high - LOWEST | high) & Words.HIGH) == 0;
    }
}
