package dev.aviary.sync;

import dev.aviary.jobs.JobRun;
import dev.aviary.tenancy.Connection;
import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.Connections;
import dev.aviary.tenancy.Tenant;
import dev.aviary.testing.RunningAviary;
import dev.aviary.testing.Simulator;
import dev.aviary.testing.Simulator.Link;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of the whole night have in common: a tenant and a day of their own, connections, syncs, and looking at rows. */
abstract class Night {

    /** Every product that a sync expects. */
    static final String[] ALL = {"company", "directory", "individual", "employment", "payment", "pay_statement"};

    static final String[] DIRECTORY = {"company", "directory"};
    static final String[] PAYROLL = {"company", "directory", "payment", "pay_statement"};

    final RunningAviary aviary;
    final Simulator finch;
    Tenant tenant;

    Night(RunningAviary aviary) {
        this.aviary = aviary;
        this.finch = aviary.finch();
    }

    @BeforeEach
    void beginANewDay() {
        finch.noFaults();
        finch.forgetRequests();
        aviary.after(Duration.ofDays(1));
        tenant = aviary.newTenant();
    }

    Link connected(int people, String... products) {
        var link = finch.connect("gusto", "oauth", people, products);
        aviary.take(tenant, link);
        return link;
    }

    JobRun sync() {
        return aviary.sync(tenant);
    }

    /** The next night, when Finch has read the provider again. */
    JobRun nextSync() {
        aviary.after(Duration.ofDays(1));
        return sync();
    }

    Connection connection(Link link) {
        return aviary.bean(Connections.class)
                .find(new ConnectionId(link.connection()))
                .orElseThrow();
    }

    SyncRuns.Line line(JobRun run, Link link) {
        return aviary.bean(SyncRuns.class).lines(run.run()).stream()
                .filter(line -> line.connection().equals(link.connection()))
                .findFirst()
                .orElseThrow();
    }

    void fault(Link link, Object... fields) {
        var fault = new java.util.HashMap<String, Object>();
        for (int i = 0; i < fields.length; i += 2) {
            fault.put((String) fields[i], fields[i + 1]);
        }
        finch.fault(link, fault);
    }

    long count(String table, Link link, String condition) {
        return aviary.sql()
                .sql("SELECT COUNT(*) FROM " + table + " WHERE connection_id = ? AND (" + condition + ")")
                .param(link.connection())
                .query(Long.class)
                .single();
    }

    long count(String table, Link link) {
        return count(table, link, "1 = 1");
    }

    List<String> column(String column, String table, Link link, String condition) {
        return aviary.sql()
                .sql("SELECT " + column + " FROM " + table + " WHERE connection_id = ? AND (" + condition
                        + ") ORDER BY 1")
                .param(link.connection())
                .query(String.class)
                .list();
    }

    /** Table, change and row of everything that the change feed says of a run, in order. */
    List<String> feed(JobRun run, Link link) {
        return aviary.sql()
                .sql("""
                        SELECT CONCAT(table_name, ' ', change_type, ' ', row_id) FROM change_feed
                         WHERE run_id = ? AND connection_id = ? ORDER BY 1
                        """)
                .params(run.run(), link.connection())
                .query(String.class)
                .list();
    }

    List<String> failures(JobRun run, Link link) {
        return aviary.sql()
                .sql("""
                        SELECT CONCAT(stage, ' ', code, ' ', COALESCE(cause, '-')) FROM sync_item_failure
                         WHERE run_id = ? AND connection_id = ? ORDER BY 1
                        """)
                .params(run.run(), link.connection())
                .query(String.class)
                .list();
    }

    static Map<String, Object> fields(Object... fields) {
        var map = new java.util.LinkedHashMap<String, Object>();
        for (int i = 0; i < fields.length; i += 2) {
            map.put((String) fields[i], fields[i + 1]);
        }
        return map;
    }
}
