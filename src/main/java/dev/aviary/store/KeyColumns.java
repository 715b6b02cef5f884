package dev.aviary.store;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a primary key after connection and entity.
 *
 * @param group column of {@link RowKey#group}
 * @param id column of {@link RowKey#id}; null for a table with one row an entity
 * @param parts whether there is a column {@code part}
 * @param property the record's JSON name of the id; null if the record does not hold it
 */
record KeyColumns(
        @Nullable String group,
        @Nullable String id,
        boolean parts,
        @Nullable String property) {

    static final KeyColumns NONE = new KeyColumns(null, null, false, null);

    static KeyColumns id(String column, String property) {
        return new KeyColumns(null, column, false, property);
    }

    /** Whether each row is about one individual. */
    boolean ofIndividuals() {
        return "individual_id".equals(id);
    }

    List<String> names() {
        var names = new ArrayList<String>();
        if (group != null) {
            names.add(group);
        }
        if (id != null) {
            names.add(id);
        }
        if (parts) {
            names.add("part");
        }
        return names;
    }

    List<Object> values(RowKey key) {
        var values = new ArrayList<Object>();
        if (key.group() != null) {
            values.add(key.group());
        }
        if (id != null) {
            values.add(key.id());
        }
        if (parts) {
            values.add(key.part());
        }
        return values;
    }

    /** The whole primary key as text, which every sealed value of the row is bound to. */
    List<String> place(EntityScope scope, RowKey key) {
        var row = new ArrayList<>(
                List.of(scope.connection().value(), scope.entity().value()));
        values(key).forEach(part -> row.add(part.toString()));
        return row;
    }
}
