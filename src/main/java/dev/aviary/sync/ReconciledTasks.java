package dev.aviary.sync;

import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What reconciliation writes into the tasks, under the same fence as the pull. */
@Component
class ReconciledTasks {

    private final JdbcClient jdbc;

    ReconciledTasks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Locks the task under the run's present fence, for the transaction that follows. */
    TenantId guard(long run, long fence, ConnectionId connection) {
        var changed = jdbc.sql(
                        "UPDATE sync_task SET reconciled = TRUE WHERE run_id = ? AND connection_id = ? AND fence = ?")
                .params(run, connection.value(), fence)
                .update();
        if (changed == 0) {
            throw new LeaseLostException(run, connection, fence);
        }
        return jdbc.sql("SELECT tenant_id FROM sync_task WHERE run_id = ? AND connection_id = ?")
                .params(run, connection.value())
                .query((rs, row) -> TenantId.parse(rs.getString(1)))
                .single();
    }

    void warn(long run, ConnectionId connection, String word) {
        jdbc.sql("UPDATE sync_task SET warning = ? WHERE run_id = ? AND connection_id = ?")
                .params(word, run, connection.value())
                .update();
    }

    void gone(long run, ConnectionId connection, int count) {
        jdbc.sql("UPDATE sync_task SET rows_gone = rows_gone + ? WHERE run_id = ? AND connection_id = ?")
                .params(count, run, connection.value())
                .update();
    }
}
