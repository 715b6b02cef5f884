package dev.aviary.finch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The rows behind {@link JdbcRequestBudget}. Instants in whole microseconds, as the database keeps them. */
final class RequestSlots {

    private static final int ROWS_PER_INSERT = 100;

    private static final String SOONEST = """
            SELECT slot, free_at FROM request_slot USE INDEX (request_slot_free)
            WHERE bucket = ? AND slot < ? ORDER BY bucket, free_at, slot LIMIT 1""";

    /** {@code free_at} in the condition makes the claim win or lose as a whole. */
    private static final String CLAIM = """
            UPDATE request_slot SET free_at = ?, holder = ?
            WHERE bucket = ? AND slot = ? AND free_at = ?""";

    private static final String RELEASE = """
            UPDATE request_slot SET free_at = ?
            WHERE bucket = ? AND slot = ? AND holder = ?""";

    private static final String SILENT_UNTIL = "SELECT until_at FROM request_silence WHERE scope = 'host'";

    private static final String SILENCE = """
            INSERT INTO request_silence (scope, until_at) VALUES ('host', ?)
            ON DUPLICATE KEY UPDATE until_at = VALUES(until_at)""";

    private RequestSlots() {}

    /** A slot of a bucket and when it is free, or was. */
    record Slot(Bucket bucket, int number, Instant freeAt) {}

    /** Adds the rows that a bucket lacks, free since ever. Harmless when another process does the same. */
    static void prepare(Connection connection, Bucket bucket, int slots) throws SQLException {
        if (count(connection, bucket, slots) == slots) {
            return;
        }
        for (var first = 0; first < slots; first += ROWS_PER_INSERT) {
            insert(connection, bucket, first, Math.min(first + ROWS_PER_INSERT, slots));
        }
    }

    static Slot soonest(Connection connection, Bucket bucket, int slots) throws SQLException {
        try (var statement = connection.prepareStatement(SOONEST)) {
            statement.setString(1, bucket.word());
            statement.setInt(2, slots);
            try (var rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw new IllegalStateException("Bucket " + bucket + " of the request budget has no slots");
                }
                return new Slot(bucket, rows.getInt(1), instant(rows.getObject(2, LocalDateTime.class)));
            }
        }
    }

    /** @return false if somebody else was faster */
    static boolean claim(Connection connection, Slot seen, Instant until, String holder) throws SQLException {
        try (var statement = connection.prepareStatement(CLAIM)) {
            statement.setObject(1, utc(until));
            statement.setString(2, holder);
            statement.setString(3, seen.bucket().word());
            statement.setInt(4, seen.number());
            statement.setObject(5, utc(seen.freeAt()));
            return statement.executeUpdate() == 1;
        }
    }

    /** Nothing happens if the claim lapsed and the slot went to somebody else. */
    static void release(Connection connection, Slot slot, Instant freeAt, String holder) throws SQLException {
        try (var statement = connection.prepareStatement(RELEASE)) {
            statement.setObject(1, utc(freeAt));
            statement.setString(2, slot.bucket().word());
            statement.setInt(3, slot.number());
            statement.setString(4, holder);
            statement.executeUpdate();
        }
    }

    static Optional<Instant> silentUntil(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(SILENT_UNTIL);
                var rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(instant(rows.getObject(1, LocalDateTime.class))) : Optional.empty();
        }
    }

    static void silence(Connection connection, Instant until) throws SQLException {
        try (var statement = connection.prepareStatement(SILENCE)) {
            statement.setObject(1, utc(until));
            statement.executeUpdate();
        }
    }

    private static int count(Connection connection, Bucket bucket, int slots) throws SQLException {
        try (var statement =
                connection.prepareStatement("SELECT COUNT(*) FROM request_slot WHERE bucket = ? AND slot < ?")) {
            statement.setString(1, bucket.word());
            statement.setInt(2, slots);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    private static void insert(Connection connection, Bucket bucket, int from, int to) throws SQLException {
        var sql = "INSERT INTO request_slot (bucket, slot, free_at, holder) VALUES "
                + "(?, ?, ?, '-'), ".repeat(to - from - 1) + "(?, ?, ?, '-') ON DUPLICATE KEY UPDATE holder = holder";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            var column = 0;
            for (var slot = from; slot < to; slot++) {
                statement.setString(++column, bucket.word());
                statement.setInt(++column, slot);
                statement.setObject(++column, utc(Instant.EPOCH));
            }
            statement.executeUpdate();
        }
    }

    private static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
    }

    private static Instant instant(LocalDateTime utc) {
        return utc.toInstant(ZoneOffset.UTC);
    }
}
