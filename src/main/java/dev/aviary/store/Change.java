package dev.aviary.store;

import java.util.Locale;

/** What happened to a row, in the words of the change feed. */
enum Change {
    ADDED,
    CHANGED,
    GONE,
    RETURNED;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    RowCounts count() {
        return switch (this) {
            case ADDED -> new RowCounts(1, 0, 0, 0);
            case CHANGED, RETURNED -> new RowCounts(0, 1, 0, 0);
            case GONE -> new RowCounts(0, 0, 0, 1);
        };
    }
}
