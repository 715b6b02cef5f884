package dev.aviary.store;

/**
 * What became of the rows of one write. A row that came back after it was gone counts as changed.
 *
 * @param unchanged rows that were compared by content hash and not written
 */
public record RowCounts(int added, int changed, int unchanged, int gone) {

    public static final RowCounts NONE = new RowCounts(0, 0, 0, 0);

    public RowCounts plus(RowCounts other) {
        return new RowCounts(
                added + other.added, changed + other.changed, unchanged + other.unchanged, gone + other.gone);
    }
}
