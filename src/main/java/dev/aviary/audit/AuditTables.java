package dev.aviary.audit;

import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The three tables of the room. */
record AuditTables(Lanes lanes, AuditRows events, CheckpointRows checkpoints, Clock clock) {

    static AuditTables in(DataSource database, Clock clock) {
        var jdbc = JdbcClient.create(database);
        return new AuditTables(new Lanes(jdbc), new AuditRows(jdbc), new CheckpointRows(jdbc, clock), clock);
    }
}
