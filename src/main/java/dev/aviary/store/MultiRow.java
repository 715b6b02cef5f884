package dev.aviary.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** An insert of many rows by one statement: a few hundred rows a time, and never more than a database takes in one packet. */
final class MultiRow {

    /** Few enough to be parsed quickly, enough that the round trip is nothing. */
    private static final int ROWS = 256;

    /** MariaDB's default {@code max_allowed_packet} is 16 MiB, and escaping can double a blob. */
    private static final int BYTES = 4 << 20;

    private final String insert;
    private final String row;
    private final String suffix;
    private final Map<Integer, String> statements = new ConcurrentHashMap<>();

    /**
     * @param literals columns with the same SQL literal in every row
     * @param updates what happens to a row that is there already; empty if there cannot be one
     */
    MultiRow(String table, List<String> columns, Map<String, String> literals, String updates) {
        var names = columns.stream().collect(Collectors.joining(", "));
        var fixedNames = literals.keySet().stream().map(name -> ", " + name).collect(Collectors.joining());
        var fixed = literals.values().stream().map(literal -> ", " + literal).collect(Collectors.joining());
        this.insert = "INSERT INTO " + table + " (" + names + fixedNames + ") VALUES ";
        this.row = "(" + "?, ".repeat(columns.size() - 1) + "?" + fixed + ")";
        this.suffix = updates.isEmpty() ? "" : " ON DUPLICATE KEY UPDATE " + updates;
    }

    void write(JdbcOperations jdbc, List<@Nullable Object[]> rows) {
        for (var from = 0; from < rows.size(); ) {
            var to = endOfStatement(rows, from);
            var part = rows.subList(from, to);
            jdbc.update(statements.computeIfAbsent(part.size(), this::statement), statement -> set(statement, part));
            from = to;
        }
    }

    static long size(@Nullable Object[] row) {
        var size = 0L;
        for (var value : row) {
            size += value instanceof byte[] bytes ? bytes.length : value instanceof String text ? text.length() : 8;
        }
        return size;
    }

    private static int endOfStatement(List<@Nullable Object[]> rows, int from) {
        var size = size(rows.get(from));
        var to = from + 1;
        while (to < rows.size() && to - from < ROWS) {
            size += size(rows.get(to));
            if (size > BYTES) {
                break;
            }
            to++;
        }
        return to;
    }

    private String statement(int rows) {
        return insert + IntStream.range(0, rows).mapToObj(i -> row).collect(Collectors.joining(", ")) + suffix;
    }

    /** Typed by hand: letting Spring find the type of a null asks the database. */
    private static void set(PreparedStatement statement, List<@Nullable Object[]> rows) throws SQLException {
        var at = 1;
        for (var row : rows) {
            for (var value : row) {
                if (value == null) {
                    statement.setNull(at++, Types.NULL);
                } else if (value instanceof String text) {
                    statement.setString(at++, text);
                } else if (value instanceof byte[] bytes) {
                    statement.setBytes(at++, bytes);
                } else {
                    statement.setObject(at++, value);
                }
            }
        }
    }
}
