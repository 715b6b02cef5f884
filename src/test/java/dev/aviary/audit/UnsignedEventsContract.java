package dev.aviary.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.testing.StillClock;
import dev.aviary.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** When a checkpoint is overdue. */
abstract class UnsignedEventsContract {

    private static final Duration EVERY = Duration.ofMinutes(5);

    @TempDir
    Path home;

    private final StillClock clock = new StillClock(Instant.parse("2026-02-28T23:30:00Z"));

    abstract TestDatabase database();

    @Test
    void areOverdueOnceTheOldestHasWaitedForTwoRounds() throws Exception {
        var database = database().dataSource();
        try (var closed = (AutoCloseable) database) {
            assertThat(closed).isNotNull();
            tellsTheOldest(database);
        }
    }

    private void tellsTheOldest(DataSource database) {
        var audit = AuditForTests.home(home, database, clock);
        var delay = new UnsignedEvents(AuditTables.in(database, clock), EVERY);
        assertThat(delay.overdueSince()).as("nothing was written").isEmpty();

        var first = clock.instant();
        append(audit);
        clock.advance(EVERY.multipliedBy(2));
        append(audit);
        assertThat(delay.overdueSince()).as("two rounds, no more").isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(delay.overdueSince()).contains(first);

        audit.office().checkpoint();
        clock.advance(Duration.ofDays(9));
        assertThat(delay.overdueSince()).as("an old checkpoint that has all").isEmpty();

        var second = clock.instant();
        new TransactionTemplate(new JdbcTransactionManager(database)).executeWithoutResult(status -> {
            append(audit);
            clock.advance(EVERY);
            AuditLogContract.inAnotherThread(() -> append(audit));
        });
        clock.advance(EVERY.multipliedBy(2).plusSeconds(1));
        assertThat(delay.overdueSince()).contains(second);

        JdbcClient.create(database)
                .sql("UPDATE audit_checkpoint SET document = '{}'")
                .update();
        assertThat(delay.overdueSince())
                .as("what cannot be read has signed nothing")
                .contains(first);
    }

    private static void append(AuditForTests audit) {
        audit.log().append(AuditEvent.of(AuditAct.TENANT_FROZEN).build());
    }
}
