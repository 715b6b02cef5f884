package dev.aviary.store;

import org.jspecify.annotations.Nullable;

/**
 * What names a row inside its table and scope.
 *
 * @param group the payment of a statement or the benefit of an enrolment; null elsewhere
 * @param id Finch's id of the row, or of the individual it is about; empty for the one company of an entity
 * @param part 0 unless a table has several rows of one id
 */
record RowKey(@Nullable String group, String id, int part) implements Comparable<RowKey> {

    static RowKey of(String id) {
        return new RowKey(null, id, 0);
    }

    RowKey part(int number) {
        return new RowKey(group, id, number);
    }

    /** The order of the primary key, so that a page's rows go into the table from left to right. */
    @Override
    public int compareTo(RowKey other) {
        var byGroup = group == null || other.group == null ? 0 : group.compareTo(other.group);
        if (byGroup != 0) {
            return byGroup;
        }
        var byId = id.compareTo(other.id);
        return byId != 0 ? byId : Integer.compare(part, other.part);
    }

    /** Whether a text can be an id here: 1 to 100 visible ASCII characters, which every collation compares exactly. */
    static boolean isId(@Nullable String text) {
        return text != null
                && !text.isEmpty()
                && text.length() <= 100
                && text.chars().allMatch(c -> c >= '!' && c <= '~');
    }
}
