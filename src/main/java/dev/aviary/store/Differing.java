package dev.aviary.store;

import org.jspecify.annotations.Nullable;

/**
 * A record that has to be written.
 *
 * @param change null if only its absence ended, which the change feed does not tell
 */
record Differing<R>(
        R record, Draft draft, byte[] hash, @Nullable Change change) {

    RowKey key() {
        return draft.key();
    }

    boolean isNew() {
        return change == Change.ADDED;
    }

    @Override
    public String toString() {
        return "Differing[hidden]";
    }
}
