package dev.aviary.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code audit_event}. Knows no way to change or remove a row. */
final class AuditRows {

    private static final String APPEND = """
            INSERT INTO audit_event (lane, position, happened_at, act, actor, actor_id, tenant_id, connection_id, run_id, subject, object_id, figures,
                                     previous, hash, mac)
            VALUES (:lane, :position, :at, :act, :actor, :actorId, :tenant, :connection, :run, :subject, :object, :figures, :previous, :hash, :mac)
            """;

    private static final String COLUMNS = """
            SELECT lane, position, happened_at, act, actor, actor_id, tenant_id, connection_id, run_id, subject, object_id, figures, previous, hash, mac
            FROM audit_event WHERE lane = :lane AND position
            """;

    private static final String PAGE = COLUMNS + "> :after AND position <= :upTo ORDER BY position LIMIT 5000";

    private static final String NEWEST = COLUMNS + "> 0 ORDER BY position DESC LIMIT :most";

    private static final String KNOWS = "SELECT position FROM audit_event WHERE act = :act LIMIT 1";

    private static final String BESIDE_THE_LANES = """
            SELECT COUNT(*) FROM audit_event WHERE lane < 0 OR lane >= :lanes OR position < 1
            """;

    private static final String BEYOND_THE_END = """
            SELECT (SELECT COUNT(*) FROM audit_event e WHERE e.lane = l.lane AND e.position > l.position)
            FROM audit_lane l WHERE l.lane = :lane
            """;

    private final JdbcClient jdbc;

    AuditRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The types are named, because for a null without one Spring asks the driver, and MariaDB's driver asks the server, for each. */
    void append(Written event, byte[] hash, byte[] mac) {
        jdbc.sql(APPEND)
                .param("lane", event.lane())
                .param("position", event.position())
                .param("at", LocalDateTime.ofInstant(event.at(), ZoneOffset.UTC))
                .param("act", event.act())
                .param("actor", event.actor())
                .param("actorId", event.actorId(), Types.VARCHAR)
                .param("tenant", event.tenant(), Types.VARCHAR)
                .param("connection", event.connection(), Types.VARCHAR)
                .param("run", event.run(), Types.BIGINT)
                .param("subject", event.subject(), Types.VARBINARY)
                .param("object", event.object(), Types.VARCHAR)
                .param("figures", event.figures(), Types.VARCHAR)
                .param("previous", event.previous())
                .param("hash", hash)
                .param("mac", mac)
                .update();
    }

    /** An event with its hash and its keyed code. */
    record Stored(Written event, byte[] hash, byte[] mac) {}

    /** In order of position, a page at a time, so that a long log needs little memory on any database. */
    void read(int lane, long after, long upTo, Consumer<Stored> each) {
        var last = after;
        while (last < upTo) {
            var page = new Page(each, last);
            jdbc.sql(PAGE)
                    .param("lane", lane)
                    .param("after", last)
                    .param("upTo", upTo)
                    .query(page);
            if (page.last == last) {
                return;
            }
            last = page.last;
        }
    }

    /** Passes rows on as they come, and remembers the last. */
    private static final class Page implements RowCallbackHandler {

        private final Consumer<Stored> each;
        private long last;

        Page(Consumer<Stored> each, long after) {
            this.each = each;
            this.last = after;
        }

        @Override
        public void processRow(ResultSet row) throws SQLException {
            var stored = stored(row, 0);
            each.accept(stored);
            last = stored.event().position();
        }
    }

    boolean knows(String act) {
        return jdbc.sql(KNOWS).param("act", act).query(Long.class).optional().isPresent();
    }

    List<Stored> newest(int lane, int most) {
        return jdbc.sql(NEWEST)
                .param("lane", lane)
                .param("most", most)
                .query(AuditRows::stored)
                .list();
    }

    /** Rows that no append can have made. */
    long besideTheLanes() {
        return jdbc.sql(BESIDE_THE_LANES)
                .param("lanes", Lanes.COUNT)
                .query(Long.class)
                .single();
    }

    long beyondTheEnd(int lane) {
        return jdbc.sql(BEYOND_THE_END)
                .param("lane", lane)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    private static Stored stored(ResultSet row, int number) throws SQLException {
        var event = new Written(
                row.getInt(1),
                row.getLong(2),
                row.getObject(3, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                run(row),
                row.getBytes(10),
                row.getString(11),
                row.getString(12),
                row.getBytes(13));
        return new Stored(event, row.getBytes(14), row.getBytes(15));
    }

    private static @Nullable Long run(ResultSet row) throws SQLException {
        var run = row.getLong(9);
        return row.wasNull() ? null : run;
    }
}
