package dev.aviary.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a field lies in queryable columns while it is not sealed. */
interface ClearForm {

    List<String> columns();

    /**
     * Fills in as much of the value as the columns can hold.
     *
     * @return whether they hold all of it; if not, the row keeps the whole value among its sealed fields
     */
    boolean split(Object value, @Nullable Object[] row, int at);

    /** The field's value, or its JSON tree, from the columns; null if they are. */
    @Nullable
    Object join(List<@Nullable Object> columns);
}
