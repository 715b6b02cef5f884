package dev.aviary.store;

import java.util.Map;
import java.util.stream.Collectors;

/** The form of every table's rows under the setting in force. */
final class RowForms {

    private final Map<Table<?>, RowForm<?>> forms;

    RowForms(SealedFields sealing) {
        this.forms = Tables.all().collect(Collectors.toMap(table -> table, table -> new RowForm<>(table, sealing)));
    }

    @SuppressWarnings("unchecked")
    <R> RowForm<R> of(Table<R> table) {
        return (RowForm<R>) forms.get(table);
    }
}
