package dev.aviary.keys;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads a table page after page in the order of its primary key: (a > ? OR a = ? AND (b > ? ...)). */
final class KeyOrder {

    private KeyOrder() {}

    static String after(List<String> columns) {
        var first = columns.get(0);
        return columns.size() == 1
                ? first + " > ?"
                : "(" + first + " > ? OR " + first + " = ? AND " + after(columns.subList(1, columns.size())) + ")";
    }

    static List<Object> arguments(List<String> after) {
        var arguments = new ArrayList<Object>();
        for (var i = 0; i < after.size() - 1; i++) {
            arguments.add(after.get(i));
            arguments.add(after.get(i));
        }
        arguments.add(after.get(after.size() - 1));
        return arguments;
    }

    /** The first columns of a row. */
    static List<String> key(ResultSet row, int columns) throws SQLException {
        var key = new ArrayList<String>();
        for (var i = 1; i <= columns; i++) {
            key.add(row.getString(i));
        }
        return key;
    }
}
