package dev.aviary.store;

import org.jspecify.annotations.Nullable;

/**
 * A row on its way.
 *
 * @param owner whose key seals it; null for the tenant's
 * @param row column values; the last ones are filled in when the row is sealed
 * @param cleartext what is to be sealed; null if nothing is
 */
record Draft(RowKey key, @Nullable String owner, @Nullable Object[] row, byte @Nullable [] cleartext) {

    long size() {
        return MultiRow.size(row) + (cleartext == null ? 0 : cleartext.length);
    }

    @Override
    public String toString() {
        return "Draft[hidden]";
    }
}
