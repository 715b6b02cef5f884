package dev.aviary.leakscan.tables;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs a query so that no more than a row is in memory, and no more than a part of a long value where that is possible. MariaDB sends rows whole, so it is asked
 * to cut; H2 has values in its own memory or reads them in parts, but collects all rows of a result unless it is told to work as rows are asked for.
 */
record BoundedQuery(String sql, int longest) {

    /** Of a value in MariaDB, in characters or bytes. */
    static final int LONGEST = 8 << 20;

    /** Label of a column that is not zero if a value of the row was cut. */
    static final String CUT = "aviary_scan_cut";

    /** Rows may be long, and MariaDB sends the next ones without being asked. */
    private static final int FETCHED = 1;

    private static final Set<String> LONG =
            Set.of("MEDIUMTEXT", "LONGTEXT", "MEDIUMBLOB", "LONGBLOB", "JSON", "GEOMETRY");

    ResultSet run(Connection connection) throws SQLException {
        if (isH2(connection)) {
            lazy(connection, true);
            return run(connection, sql);
        }
        var cutting = cutting(connection);
        if (cutting == null) {
            return run(connection, sql);
        }
        try {
            return run(connection, cutting);
        } catch (SQLException e) {
            // Fine as a result, but not as a table that another query is about.
            return run(connection, sql);
        }
    }

    static boolean isH2(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("H2");
    }

    /** Of this session only. */
    static void lazy(Connection connection, boolean lazy) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SET LAZY_QUERY_EXECUTION " + (lazy ? 1 : 0));
        }
    }

    private static ResultSet run(Connection connection, String sql) throws SQLException {
        var statement = connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
        statement.setFetchSize(FETCHED);
        return statement.executeQuery(sql);
    }

    /** Null if there is nothing to cut. */
    private @Nullable String cutting(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            var columns = statement.getMetaData();
            var names = new ArrayList<String>();
            var selected = new ArrayList<String>();
            var cut = new ArrayList<String>();
            for (int column = 1; columns != null && column <= columns.getColumnCount(); column++) {
                var name = "aviary_" + column;
                var label = " AS `" + columns.getColumnLabel(column).replace("`", "``") + '`';
                names.add(name);
                if (isLong(columns, column)) {
                    selected.add("LEFT(" + name + ", " + longest + ")" + label);
                    cut.add("COALESCE(CHAR_LENGTH(" + name + ") > " + longest + ", 0)");
                } else {
                    selected.add(name + label);
                }
            }
            return cut.isEmpty() ? null : cutting(names, selected, cut);
        }
    }

    private static boolean isLong(ResultSetMetaData columns, int column) throws SQLException {
        return LONG.contains(columns.getColumnTypeName(column));
    }

    /** @param names for the columns of the query, which may have several of one label */
    private String cutting(List<String> names, List<String> selected, List<String> cut) {
        return "WITH aviary_scanned (" + String.join(", ", names) + ") AS ("
                + sql.strip().replaceFirst(";$", "") + "\n) SELECT " + String.join(", ", selected) + ", "
                + String.join(" + ", cut) + " AS " + CUT + " FROM aviary_scanned";
    }
}
