package dev.aviary.store;

import static java.util.stream.Collectors.groupingBy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcOperations;

/** What is known of rows that are stored already: enough to tell whether a record differs. */
final class StoredRows {

    /**
     * @param gone whether the row is marked gone
     * @param missed whether the last directory read was without it
     */
    record Stored(byte[] hash, boolean gone, boolean missed) {}

    private final JdbcOperations jdbc;

    StoredRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Also rows of the same ids with other parts. */
    Map<RowKey, Stored> find(Table<?> table, EntityScope scope, Collection<RowKey> keys) {
        var found = new HashMap<RowKey, Stored>();
        if (table.key().id() == null) {
            read(table, ScopeQuery.where(), ScopeQuery.arguments(scope), found);
        } else if (table.key().group() == null) {
            var ids = keys.stream().map(RowKey::id).toList();
            ScopeQuery.inParts(scope, table.key().id(), ids, (where, ids1) -> read(table, where, ids1, found));
        } else {
            keys.stream().collect(groupingBy(RowKey::group)).forEach((group, rows) -> {
                var ids = rows.stream().map(RowKey::id).distinct().toList();
                ScopeQuery.inParts(scope, table.key().id(), ids, (where, arguments) -> {
                    arguments.add(group);
                    read(table, where + " AND " + table.key().group() + " = ?", arguments, found);
                });
            });
        }
        return found;
    }

    private void read(Table<?> table, String where, List<Object> arguments, Map<RowKey, Stored> into) {
        jdbc.query(
                select(table) + where,
                row -> {
                    into.put(keyOf(table, row), storedOf(table, row));
                },
                arguments.toArray());
    }

    private static String select(Table<?> table) {
        var key = String.join(", ", table.key().names());
        return "SELECT " + (key.isEmpty() ? "" : key + ", ") + "content_hash"
                + (table.goes() ? ", " + Table.GONE : "")
                + (table.countsMissingReads() ? ", " + Table.MISSING : "")
                + " FROM " + table.name();
    }

    static RowKey keyOf(Table<?> table, ResultSet row) throws SQLException {
        var key = table.key();
        return new RowKey(
                key.group() == null ? null : row.getString(key.group()),
                key.id() == null ? "" : row.getString(key.id()),
                key.parts() ? row.getInt("part") : 0);
    }

    private static Stored storedOf(Table<?> table, ResultSet row) throws SQLException {
        return new Stored(
                row.getBytes("content_hash"),
                table.goes() && row.getObject(Table.GONE) != null,
                table.countsMissingReads() && row.getInt(Table.MISSING) > 0);
    }
}
