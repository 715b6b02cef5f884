package dev.aviary.sync;

import dev.aviary.store.PaymentToRead;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The payments whose statements a run has to read, and how far it is in each. */
@Component
class Statements {

    /** A payment with statements still to read, from this offset on. */
    record Open(String payment, int offset) {}

    private static final String OPEN = "open";

    private final JdbcClient jdbc;

    Statements(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void plan(EntityPull pull, List<PaymentToRead> payments) {
        for (int position = 0; position < payments.size(); position++) {
            jdbc.sql("""
                            INSERT INTO sync_statements (run_id, connection_id, entity_id, payment_id, position, next_offset, state)
                            VALUES (?, ?, ?, ?, ?, 0, ?)
                            """)
                    .params(
                            pull.task().run(),
                            pull.task().connection().value(),
                            pull.entity().value(),
                            payments.get(position).paymentId(),
                            position,
                            OPEN)
                    .update();
        }
    }

    /** Newest payments first, those that were begun before the others. */
    List<Open> open(EntityPull pull, int most) {
        return jdbc.sql("""
                        SELECT payment_id, next_offset FROM sync_statements
                         WHERE run_id = ? AND connection_id = ? AND entity_id = ? AND state = ? ORDER BY position LIMIT ?
                        """)
                .params(
                        pull.task().run(),
                        pull.task().connection().value(),
                        pull.entity().value(),
                        OPEN,
                        most)
                .query((rs, row) -> new Open(rs.getString("payment_id"), rs.getInt("next_offset")))
                .list();
    }

    void readTo(EntityPull pull, String payment, int offset) {
        update(pull, payment, offset, OPEN);
    }

    void ended(EntityPull pull, String payment, String state) {
        update(pull, payment, 0, state);
    }

    private void update(EntityPull pull, String payment, int offset, String state) {
        jdbc.sql("""
                        UPDATE sync_statements SET next_offset = ?, state = ?
                         WHERE run_id = ? AND connection_id = ? AND entity_id = ? AND payment_id = ?
                        """)
                .params(
                        offset,
                        state,
                        pull.task().run(),
                        pull.task().connection().value(),
                        pull.entity().value(),
                        payment)
                .update();
    }

    /** Drops what runs with nothing left to do have behind. */
    void forgetEndedRuns() {
        jdbc.sql("""
                        DELETE FROM sync_statements WHERE NOT EXISTS (
                            SELECT 1 FROM sync_task t WHERE t.run_id = sync_statements.run_id AND t.state IN ('PLANNED', 'RUNNING'))
                        """).update();
    }
}
