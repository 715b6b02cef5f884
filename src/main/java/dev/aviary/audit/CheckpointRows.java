package dev.aviary.audit;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code audit_checkpoint}. */
final class CheckpointRows {

    private static final String AFTER = """
            SELECT checkpoint_id, document FROM audit_checkpoint WHERE checkpoint_id > :number ORDER BY checkpoint_id
            """;

    private static final String NEWEST = """
            SELECT checkpoint_id, document FROM audit_checkpoint ORDER BY checkpoint_id DESC LIMIT 1
            """;

    private static final String KEEP = """
            INSERT INTO audit_checkpoint (checkpoint_id, signed_at, document) VALUES (:number, :at, :document)
            """;

    private static final RowMapper<Row> ROW =
            (row, number) -> new Row(row.getLong("checkpoint_id"), row.getString("document"));

    private final JdbcClient jdbc;
    private final Clock clock;

    CheckpointRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record Row(long number, String document) {}

    List<Row> after(long number) {
        return jdbc.sql(AFTER).param("number", number).query(ROW).list();
    }

    Optional<Row> newest() {
        return jdbc.sql(NEWEST).query(ROW).optional();
    }

    /** @return false if another process was first with this number */
    boolean keep(Checkpoint checkpoint) {
        try {
            jdbc.sql(KEEP)
                    .param("number", checkpoint.number())
                    .param(
                            "at",
                            LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)
                                    .truncatedTo(ChronoUnit.MICROS))
                    .param("document", checkpoint.certificate().document())
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }
}
