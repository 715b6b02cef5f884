package dev.aviary.leakscan.tables;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;

/** Writes a row of many megabytes into a database, in parts, and reads it in a small heap. Arguments: URL and user. */
final class LongRowProcess {

    private static final int MIB = 1 << 20;
    private static final int LENGTH = 40 * MIB;
    private static final String NEEDLE = "needle";

    private LongRowProcess() {}

    public static void main(String[] arguments) throws SQLException, IOException {
        var isH2 = arguments[0].startsWith("jdbc:h2:");
        try (var connection = DriverManager.getConnection(arguments[0], arguments[1], "");
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE long_row (one " + (isH2 ? "CLOB" : "LONGTEXT") + ", two "
                    + (isH2 ? "BLOB" : "LONGBLOB") + ", three " + (isH2 ? "CLOB" : "LONGTEXT") + ")");
            if (isH2) {
                try (var insert = connection.prepareStatement("INSERT INTO long_row VALUES (?, ?, ?)")) {
                    for (int column = 1; column <= 3; column++) {
                        insert.setBinaryStream(column, text());
                    }
                    insert.execute();
                }
            } else {
                // Within what the server sends in one row.
                var value = "CONCAT('" + NEEDLE + "', REPEAT('x', " + LENGTH / 2 + "))";
                statement.execute("INSERT INTO long_row VALUES (" + value + ", " + value + ", " + value + ")");
            }
        }
        read(new QueriedText(
                "query:long",
                () -> DriverManager.getConnection(arguments[0], arguments[1], ""),
                "SELECT one, two, three FROM long_row"));
    }

    private static InputStream text() {
        var blank = "x".repeat(MIB).getBytes(StandardCharsets.US_ASCII);
        var parts = Collections.nCopies(LENGTH / MIB, blank).stream()
                .map(java.io.ByteArrayInputStream::new)
                .toList();
        return new java.io.SequenceInputStream(
                new java.io.ByteArrayInputStream(NEEDLE.getBytes(StandardCharsets.US_ASCII)),
                new java.io.SequenceInputStream(Collections.enumeration(parts)));
    }

    private static void read(QueriedText text) throws IOException {
        int values = 0;
        int needles = 0;
        try (var in = text.open()) {
            var bytes = new byte[MIB];
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                var part = new String(bytes, 0, read, StandardCharsets.US_ASCII);
                values += part.endsWith("=") ? 1 : 0;
                needles += part.startsWith(NEEDLE) ? 1 : 0;
            }
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).startsWith("values of 1 row are longer")) {
                throw e;
            }
        }
        System.out.println("read " + values + " values with " + needles + " needles");
    }
}
