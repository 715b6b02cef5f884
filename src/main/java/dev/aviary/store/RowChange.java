package dev.aviary.store;

/** What happened to which row. */
record RowChange(RowKey key, Change change) {}
