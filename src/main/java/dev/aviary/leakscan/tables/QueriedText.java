package dev.aviary.leakscan.tables;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;

/** The rows of one query. */
record QueriedText(String name, Connecting connecting, String query) implements TableTexts.TableText {

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
            return new RowStream(connection, new BoundedQuery(query, BoundedQuery.LONGEST).run(connection));
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
