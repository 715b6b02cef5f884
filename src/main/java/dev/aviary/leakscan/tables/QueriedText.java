package dev.aviary.leakscan.tables;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The rows of one query. */
record QueriedText(String name, Connecting connecting, String query) implements TableTexts.TableText {

    /** Rows may be long, and MariaDB sends the next ones without being asked. */
    private static final int FETCHED = 1;

    interface Connecting {
        Connection connect() throws SQLException;
    }

    /** Whatever the query is, it cannot change anything where the database keeps read-only transactions. */
    @Override
    public InputStream open() throws IOException {
        Connection connection = null;
        try {
            connection = connecting.connect();
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            var statement = connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
            statement.setFetchSize(FETCHED);
            return new RowStream(connection, statement.executeQuery(query));
        } catch (SQLException e) {
            RowStream.end(connection);
            throw RowStream.unreadable(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
