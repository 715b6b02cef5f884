package dev.aviary.audit;

import java.util.List;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code audit_lane}: where each chain ends. */
final class Lanes {

    static final int COUNT = 16;

    /**
     * MariaDB, from 11.6 on by default, refuses to lock a row that was committed after the transaction's snapshot. A lane is such a row nearly always, and
     * an append wants its newest state, not the snapshot's. A comment to H2 and to servers that are too old to know the setting.
     */
    private static final String NEWEST = "/*M!110402 SET STATEMENT innodb_snapshot_isolation = OFF FOR */ ";

    private static final String FREE = NEWEST + """
            SELECT lane, position, hash FROM audit_lane ORDER BY lane LIMIT 1 FOR UPDATE SKIP LOCKED
            """;

    private static final String ONE = NEWEST + """
            SELECT lane, position, hash FROM audit_lane WHERE lane = :lane FOR UPDATE
            """;

    private static final String ALL = "SELECT lane, position, hash FROM audit_lane ORDER BY lane";

    private static final String MOVE = NEWEST + """
            UPDATE audit_lane SET position = :position, hash = :hash WHERE lane = :lane
            """;

    private static final RowMapper<Head> HEAD =
            (row, number) -> new Head(row.getInt("lane"), row.getLong("position"), row.getBytes("hash"));

    private final JdbcClient jdbc;

    Lanes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The end of a chain.
     *
     * @param position of the last event, 0 if there is none
     * @param hash of the last event, all zero if there is none
     */
    record Head(int lane, long position, byte[] hash) {}

    /** Locks a lane that nobody holds; if all are held, waits for the one that is named. */
    Head lockAny(int otherwise) {
        return jdbc.sql(FREE).query(HEAD).optional().orElseGet(() -> lock(otherwise));
    }

    Head lock(int lane) {
        return jdbc.sql(ONE).param("lane", lane).query(HEAD).single();
    }

    /** The committed ends of all lanes, as of one instant. */
    List<Head> all() {
        return jdbc.sql(ALL).query(HEAD).list();
    }

    void move(Head to) {
        jdbc.sql(MOVE)
                .param("position", to.position())
                .param("hash", to.hash())
                .param("lane", to.lane())
                .update();
    }
}
