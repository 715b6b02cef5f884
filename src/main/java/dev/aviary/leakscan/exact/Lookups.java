package dev.aviary.leakscan.exact;

import dev.aviary.vault.WindowHash;

/**
 * Looks windows up, many at a time: one loop hashes, one does nothing but read the words of the filter, one compares, one keeps, and none has a
 * branch. So the processor waits for dozens of words at once that are not in its cache, and compares several at once.
 */
final class Lookups {

    private static final int WINDOW = WindowHash.WINDOW;

    private final WindowHash hash;
    private final SecretIndex index;
    private final long[] hashes;
    private final long[] words;

    /** @param most windows at a time */
    Lookups(SecretIndex index, int most) {
        this.hash = index.hash();
        this.index = index;
        this.hashes = new long[most];
        this.words = new long[most];
    }

    /** Keeps the places, at the beginning, whose window at the stride may belong to a form, and the one before or behind it as well. */
    int keepStrided(Level level, int[] places, int count) {
        var passed = keep(index.strided(), level, places, count);
        return keepAccompanied(level, places, keep(index.filter(), level, places, passed));
    }

    /** Keeps the places whose window may belong to a form. */
    int keepKnown(Level level, int[] places, int count) {
        return keep(index.filter(), level, places, count);
    }

    private int keep(WindowFilter filter, Level level, int[] places, int count) {
        for (var i = 0; i < count; i++) {
            hashes[i] = hash.at(level.bytes, places[i]);
        }
        for (var i = 0; i < count; i++) {
            words[i] = filter.word(hashes[i]);
        }
        WindowFilter.missing(hashes, words, count);
        var kept = 0;
        for (var i = 0; i < count; i++) {
            places[kept] = places[i];
            kept += Words.isZero(words[i]);
        }
        return kept;
    }

    private int keepAccompanied(Level level, int[] places, int count) {
        var kept = 0;
        for (var i = 0; i < count; i++) {
            var at = places[i];
            places[kept] = at;
            kept += isAccompanied(level, at) ? 1 : 0;
        }
        return kept;
    }

    /** Where a form is, or a part that counts, windows are known side by side. */
    boolean isAccompanied(Level level, int at) {
        var before = isKnown(level, Math.max(level.from, at - 1));
        var behind = isKnown(level, Math.min(level.to - WINDOW, at + 1));
        return before | behind;
    }

    private boolean isKnown(Level level, int at) {
        return index.filter().mayHave(hash.at(level.bytes, at));
    }
}
