package dev.aviary.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.testing.TestDatabase;
import org.junit.jupiter.api.Test;

class AuditLogOnMariaDbTests extends AuditLogContract {

    @Override
    TestDatabase database() {
        return TestDatabase.mariadb();
    }

    /** From 11.6 on, MariaDB refuses to lock a row that was changed since the transaction's snapshot, unless told otherwise. */
    @Test
    void appendsThoughItsLaneWentOnSinceTheTransactionsSnapshot() {
        transaction().executeWithoutResult(status -> {
            jdbc().sql("SET SESSION innodb_snapshot_isolation = ON").update();
            try {
                jdbc().sql("SELECT COUNT(*) FROM audit_lane").query(Long.class).single();
                inAnotherThread(this::append);
                append();
                append();
            } finally {
                jdbc().sql("SET SESSION innodb_snapshot_isolation = OFF").update();
            }
        });

        assertThat(positions(0)).containsExactly(1L, 2L, 3L);
        requireChains();
    }
}
