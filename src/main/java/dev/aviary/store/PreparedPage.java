package dev.aviary.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one table that only have to be sent to the database.
 *
 * @param changes of these rows, and of stored rows that are to be marked gone
 */
record PreparedPage(
        Table<?> table,
        EntityScope scope,
        MultiRow upsert,
        List<@Nullable Object[]> rows,
        List<RowChange> changes,
        List<Companions> companions,
        int unchanged,
        List<Rejection> rejected)
        implements PreparedRows {

    @Override
    public RowCounts counts() {
        return changes.stream()
                .map(change -> change.change().count())
                .reduce(new RowCounts(0, 0, unchanged, 0), RowCounts::plus);
    }

    List<RowKey> gone() {
        return changes.stream()
                .filter(change -> change.change() == Change.GONE)
                .map(RowChange::key)
                .toList();
    }

    @Override
    public String toString() {
        return "PreparedPage[" + table.name() + ", " + counts() + "]";
    }
}
