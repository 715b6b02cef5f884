package dev.aviary.leakscan.tables;

import dev.aviary.leakscan.source.CutException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads rows as lines, one after the other, value after value, bytes as they are. Ends with an exception if values were cut. */
final class RowStream extends InputStream {

    /** A driver has the bytes of these already, or reads them in parts. */
    private static final Set<Integer> IN_PARTS = Set.of(
            Types.BINARY,
            Types.VARBINARY,
            Types.LONGVARBINARY,
            Types.BLOB,
            Types.CHAR,
            Types.VARCHAR,
            Types.LONGVARCHAR,
            Types.CLOB);

    private final Connection connection;
    private final ResultSet rows;
    private final ResultSetMetaData columns;

    /** What of the line comes next: a name, a value, what stands behind it. */
    private final Deque<InputStream> parts = new ArrayDeque<>();

    private InputStream part = InputStream.nullInputStream();
    private int column;
    private long cut;
    private boolean ended;

    RowStream(Connection connection, ResultSet rows) throws SQLException {
        this.connection = connection;
        this.rows = rows;
        this.columns = rows.getMetaData();
        this.column = columns.getColumnCount() + 1;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        while (!ended) {
            var read = read(part, bytes, from, length);
            if (read >= 0) {
                return read;
            }
            nextPart();
        }
        return -1;
    }

    private static int read(InputStream part, byte[] bytes, int from, int length) throws IOException {
        try {
            return part.read(bytes, from, length);
        } catch (IOException e) {
            // Not its message: it may be that of the database.
            throw new IOException("the database does not give a value to its end");
        }
    }

    private void nextPart() throws IOException {
        try {
            if (parts.isEmpty() && column > columns.getColumnCount()) {
                nextRow();
            } else if (parts.isEmpty()) {
                nextColumn();
            }
            part = parts.isEmpty() ? InputStream.nullInputStream() : parts.remove();
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private void nextRow() throws SQLException, IOException {
        if (rows.next()) {
            column = 1;
            return;
        }
        ended = true;
        if (cut > 0) {
            throw new CutException("values of " + cut + (cut == 1 ? " row" : " rows") + " are longer than "
                    + BoundedQuery.LONGEST + " characters: the rest of them was not searched");
        }
    }

    private void nextColumn() throws SQLException {
        var label = columns.getColumnLabel(column);
        if (label.equals(BoundedQuery.CUT)) {
            cut += rows.getInt(column) > 0 ? 1 : 0;
        } else {
            add(label, valueOf(column));
        }
        column++;
        if (column > columns.getColumnCount()) {
            parts.add(text("\n"));
        }
    }

    private void add(String label, @Nullable InputStream value) {
        if (value != null) {
            parts.add(text(label + '='));
            parts.add(value);
            parts.add(text("\t"));
        }
    }

    private @Nullable InputStream valueOf(int number) throws SQLException {
        if (IN_PARTS.contains(columns.getColumnType(number))) {
            return rows.getBinaryStream(number);
        }
        var text = rows.getString(number);
        return text == null ? null : text(text);
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
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
                if (BoundedQuery.isH2(connection)) {
                    BoundedQuery.lazy(connection, false);
                }
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
