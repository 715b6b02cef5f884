package dev.aviary.store;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How rows of a table look under the setting in force: which columns are filled, what goes into the blob, and the statement that writes them.
 * Columns of sealed fields are no parameters at all, and an update clears them.
 */
final class RowForm<R> {

    private static final int SCOPE = 3;

    private final Table<R> table;
    private final byte[] version;
    private final List<Field<R>> clear;
    private final List<Field<R>> sealed;
    private final List<Extract<R>> extracts;
    private final List<String> columns;
    private final MultiRow upsert;

    RowForm(Table<R> table, SealedFields sealing) {
        this.table = table;
        this.version = (sealing.version() + " " + table.name() + " ").getBytes(StandardCharsets.US_ASCII);
        this.clear = table.fields().stream()
                .filter(field -> !sealing.seals(table, field))
                .toList();
        this.sealed = table.fields().stream()
                .filter(field -> sealing.seals(table, field))
                .toList();
        this.extracts = table.extracts().stream()
                .filter(extract -> !sealing.seals(table, extract))
                .toList();
        this.columns = columnNames();
        this.upsert = new MultiRow(table.name(), columns, table.states(), updates());
    }

    Table<R> table() {
        return table;
    }

    MultiRow upsert() {
        return upsert;
    }

    /** What the content hash is taken of: the place, the setting, and everything that was received. */
    byte[] hashed(EntityScope scope, RowKey key, R record) {
        var content = new ByteArrayOutputStream(2048);
        content.writeBytes(version);
        content.writeBytes(table.key().place(scope, key).toString().getBytes(StandardCharsets.US_ASCII));
        content.writeBytes(RecordJson.bytes(record));
        return content.toByteArray();
    }

    /** The row with everything but hash, blob and time, and what is to be sealed into the blob. */
    Draft draft(EntityScope scope, RowKey key, R record) {
        var owner = table.owner(key, record);
        var row = new @Nullable Object[columns.size()];
        var toSeal = new LinkedHashMap<String, Object>();
        var at = fillKey(scope, key, row);
        for (var field : clear) {
            fillClear(field, record, owner, row, at, toSeal);
            at += field.columns().size();
        }
        for (var extract : extracts) {
            var text = extract.get().apply(record);
            row[at++] = text == null ? null : Texts.fit(text, Texts.NAME);
        }
        sealed.forEach(field -> put(toSeal, field, record));
        return new Draft(key, owner, row, toSeal.isEmpty() ? null : RecordJson.bytes(toSeal));
    }

    /** Fills in what is known last. */
    void finish(@Nullable Object[] row, byte @Nullable [] blob, LocalDateTime at, byte[] hash) {
        var first = columns.indexOf("sealed");
        row[first] = blob;
        row[first + 1] = at;
        if (table.hashed()) {
            row[first + 2] = hash;
        }
    }

    private int fillKey(EntityScope scope, RowKey key, @Nullable Object[] row) {
        row[0] = scope.tenant().toString();
        row[1] = scope.connection().value();
        row[2] = scope.entity().value();
        var at = SCOPE;
        for (var part : table.key().values(key)) {
            row[at++] = part;
        }
        return at;
    }

    private void fillClear(
            Field<R> field,
            R record,
            @Nullable String owner,
            @Nullable Object[] row,
            int at,
            Map<String, Object> toSeal) {
        var value = field.valueOf(record);
        if (value == null || field.clear() == null) {
            return;
        }
        var hidden = field.sealing() == Field.Sealing.AS_SET_OR_SOLE && owner != null;
        if (hidden || !field.clear().split(value, row, at)) {
            toSeal.put(field.name(), value);
        }
    }

    private void put(Map<String, Object> toSeal, Field<R> field, R record) {
        var value = field.valueOf(record);
        if (value != null) {
            toSeal.put(field.name(), value);
        }
    }

    private List<String> columnNames() {
        var names = new ArrayList<>(List.of("tenant_id", "connection_id", "entity_id"));
        names.addAll(table.key().names());
        clear.forEach(field -> names.addAll(field.columns()));
        extracts.forEach(extract -> names.add(extract.column()));
        names.add("sealed");
        names.add("updated_at");
        if (table.hashed()) {
            names.add("content_hash");
        }
        return names;
    }

    private String updates() {
        var keys = SCOPE + table.key().names().size();
        var written =
                columns.subList(keys, columns.size()).stream().map(column -> column + " = VALUES(" + column + ")");
        var hidden = new ArrayList<String>();
        sealed.forEach(field -> hidden.addAll(field.columns()));
        table.extracts().stream()
                .map(Extract::column)
                .filter(column -> !columns.contains(column))
                .forEach(hidden::add);
        var assignments = new ArrayList<>(written.toList());
        hidden.forEach(column -> assignments.add(column + " = NULL"));
        table.states().forEach((column, literal) -> assignments.add(column + " = " + literal));
        return assignments.stream().collect(Collectors.joining(", "));
    }
}
