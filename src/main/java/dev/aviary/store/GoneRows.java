package dev.aviary.store;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** Marks rows gone. They stay, for their history and for requests of the people they are about. */
final class GoneRows {

    /** Rows that one statement can name by their ids. */
    private record Batch(String group, int part) implements Comparable<Batch> {

        @Override
        public int compareTo(Batch other) {
            var byGroup = group.compareTo(other.group);
            return byGroup != 0 ? byGroup : Integer.compare(part, other.part);
        }
    }

    private final JdbcOperations jdbc;

    GoneRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Keys of rows not gone, of the scope or of one group in it. */
    List<RowKey> present(Table<?> table, EntityScope scope, @Nullable String group) {
        var arguments = ScopeQuery.arguments(scope);
        var inGroup = "";
        if (group != null) {
            inGroup = " AND " + table.key().group() + " = ?";
            arguments.add(group);
        }
        return jdbc.query(
                "SELECT " + String.join(", ", table.key().names()) + " FROM " + table.name() + ScopeQuery.where()
                        + inGroup + " AND gone_at IS NULL",
                (row, number) -> StoredRows.keyOf(table, row),
                arguments.toArray());
    }

    void mark(Table<?> table, EntityScope scope, Collection<RowKey> keys, LocalDateTime at) {
        keys.stream()
                .collect(groupingBy(
                        key -> new Batch(key.group() == null ? "" : key.group(), key.part()),
                        TreeMap::new,
                        mapping(RowKey::id, toList())))
                .forEach((batch, ids) -> mark(table, scope, batch, ids, at));
    }

    private void mark(Table<?> table, EntityScope scope, Batch batch, List<String> ids, LocalDateTime at) {
        ScopeQuery.inParts(scope, table.key().id(), ids, (where, arguments) -> {
            var sql = new StringBuilder("UPDATE " + table.name() + " SET gone_at = ?" + where);
            var all = new ArrayList<Object>(List.of(at));
            all.addAll(arguments);
            if (table.key().group() != null) {
                sql.append(" AND ").append(table.key().group()).append(" = ?");
                all.add(batch.group());
            }
            if (table.key().parts()) {
                sql.append(" AND part = ?");
                all.add(batch.part());
            }
            jdbc.update(sql.toString(), all.toArray());
        });
    }
}
