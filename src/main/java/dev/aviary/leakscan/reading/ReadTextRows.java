package dev.aviary.leakscan.reading;

import dev.aviary.leakscan.source.ReadingPosition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tables {@code leak_reading} and {@code leak_reading_owner}. */
final class ReadTextRows {

    private static final String ADD = """
            INSERT INTO leak_reading (reading_id, place, file, source, packed, whole, left_out, head_length, head, position, seen, line_number, column_number, tail, last_met)
            VALUES (:id, :place, :file, :source, :packed, :whole, :leftOut, :headLength, :head, :position, :seen, :line, :column, :tail, :met)
            """;

    private static final String CHANGE = """
            UPDATE leak_reading SET place = :place, file = :file, whole = :whole, left_out = :leftOut, head_length = :headLength, head = :head, position = :position, seen = :seen, line_number = :line,
                   column_number = :column, tail = :tail, last_met = :met
             WHERE reading_id = :id
            """;

    private static final String FORGET = """
            DELETE FROM leak_reading
             WHERE last_met < :before
               AND (whole IS NULL OR whole NOT IN (SELECT p.reading_id FROM leak_reading p WHERE p.packed = TRUE AND p.last_met >= :before))
               AND (whole IS NOT NULL OR file NOT IN (SELECT p.file FROM leak_reading p WHERE p.packed = TRUE AND p.last_met >= :before))
            """;

    private final JdbcClient jdbc;

    ReadTextRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** From now on whoever read before can keep nothing more. */
    void adopt(Ownership owner) {
        jdbc.sql("UPDATE leak_reading_owner SET run = :run, fence = :fence WHERE only_one = 1")
                .param("run", owner.run())
                .param("fence", owner.fence())
                .update();
    }

    /** Locks the ownership until the transaction ends. */
    void require(Ownership owner) {
        if (jdbc.sql(
                        "SELECT run FROM leak_reading_owner WHERE only_one = 1 AND run = :run AND fence = :fence FOR UPDATE")
                .param("run", owner.run())
                .param("fence", owner.fence())
                .query(Long.class)
                .optional()
                .isEmpty()) {
            throw new ReadingLostException(owner);
        }
    }

    List<ReadText> all() {
        return jdbc.sql("SELECT * FROM leak_reading ORDER BY reading_id")
                .query(ReadTextRows::row)
                .list();
    }

    /** Makes or changes the row. */
    void keep(ReadText text, Instant now) {
        if (write(CHANGE, text, now).update() == 0) {
            write(ADD, text, now)
                    .param("source", text.source())
                    .param("packed", text.packed())
                    .update();
        }
    }

    private JdbcClient.StatementSpec write(String sql, ReadText text, Instant now) {
        return jdbc.sql(sql)
                .param("id", text.id().toString())
                .param("place", text.place())
                .param("file", text.file())
                .param("whole", text.whole() == null ? null : text.whole().toString(), Types.CHAR)
                .param("leftOut", text.leftOut(), Types.VARCHAR)
                .param("headLength", text.headLength())
                .param("head", text.head())
                .param("position", text.position().position())
                .param("seen", text.position().seen())
                .param("line", text.position().line())
                .param("column", text.position().column())
                .param("tail", text.tail())
                .param("met", stored(now));
    }

    /** It was met at this place. */
    void met(ReadText text, Instant now) {
        jdbc.sql("UPDATE leak_reading SET place = :place, file = :file, last_met = :met WHERE reading_id = :id")
                .param("id", text.id().toString())
                .param("place", text.place())
                .param("file", text.file())
                .param("met", stored(now))
                .update();
    }

    /** Texts in a packed file are there as long as it is, though nobody looks into one that is as it was. */
    void forget(Instant now, Duration unmet) {
        jdbc.sql(FORGET).param("before", stored(now.minus(unmet))).update();
    }

    private static LocalDateTime stored(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
    }

    private static ReadText row(ResultSet row, int number) throws SQLException {
        return new ReadText(
                UUID.fromString(row.getString("reading_id")),
                row.getBytes("place"),
                row.getBytes("file"),
                row.getString("source"),
                row.getBoolean("packed"),
                Optional.ofNullable(row.getString("whole"))
                        .map(UUID::fromString)
                        .orElse(null),
                row.getString("left_out"),
                row.getInt("head_length"),
                row.getBytes("head"),
                new ReadingPosition(
                        row.getLong("position"),
                        row.getLong("seen"),
                        row.getLong("line_number"),
                        row.getLong("column_number")),
                row.getBytes("tail"));
    }
}
