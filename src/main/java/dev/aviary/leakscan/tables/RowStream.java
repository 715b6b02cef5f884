package dev.aviary.leakscan.tables;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads rows as lines, one after the other; bytes as they are. */
final class RowStream extends InputStream {

    private static final Set<Integer> OF_BYTES = Set.of(Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB);

    private final Connection connection;
    private final ResultSet rows;
    private byte[] line = {};
    private int at;
    private boolean ended;

    RowStream(Connection connection, ResultSet rows) {
        this.connection = connection;
        this.rows = rows;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (at == line.length && !next()) {
            return -1;
        }
        int read = Math.min(length, line.length - at);
        System.arraycopy(line, at, bytes, from, read);
        at += read;
        return read;
    }

    private boolean next() throws IOException {
        try {
            if (!rows.next()) {
                ended = true;
                return false;
            }
            var next = new ByteArrayOutputStream();
            var columns = rows.getMetaData();
            for (var column = 1; column <= columns.getColumnCount(); column++) {
                add(columns, column, next);
            }
            next.write('\n');
            line = next.toByteArray();
            at = 0;
            return true;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private void add(ResultSetMetaData columns, int column, ByteArrayOutputStream line)
            throws SQLException, IOException {
        var value = OF_BYTES.contains(columns.getColumnType(column)) ? rows.getBytes(column) : text(column);
        if (value != null) {
            line.write((columns.getColumnLabel(column) + '=').getBytes(StandardCharsets.UTF_8));
            line.write(value);
            line.write('\t');
        }
    }

    private byte @Nullable [] text(int column) throws SQLException {
        var text = rows.getString(column);
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    /** What is left of the rows is not fetched: a driver may take all of it into memory before it does anything else. */
    @Override
    public void close() {
        if (!ended) {
            abort();
        }
        end(connection);
    }

    private void abort() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // It is closed, or broken: either way it is done with.
        }
    }

    static void end(@Nullable Connection connection) {
        if (connection != null) {
            try (connection) {
                connection.rollback();
                connection.setAutoCommit(true);
                connection.setReadOnly(false);
            } catch (SQLException e) {
                // It is closed, or broken: either way it is done with.
            }
        }
    }

    /** Without the message of the database, which may quote what it holds. */
    static IOException unreadable(SQLException e) {
        return new IOException("the database answers with SQL state " + e.getSQLState());
    }
}
