package dev.aviary.jobs;

import dev.aviary.audit.AuditAct;
import dev.aviary.audit.AuditEvent;
import dev.aviary.audit.AuditLog;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Asks runs to stop, and notes who did. */
@Component
final class StopRequests {

    private final JobLeases leases;
    private final AuditLog log;
    private final TransactionTemplate transaction;

    StopRequests(JobLeases leases, AuditLog log, PlatformTransactionManager transactions) {
        this.leases = leases;
        this.log = log;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** @return false if the run has no living owner; then nothing was asked */
    boolean request(long run) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            var asked = leases.requestStop(run);
            if (asked) {
                log.append(AuditEvent.of(AuditAct.RUN_STOP_ASKED).run(run).build());
            }
            return asked;
        }));
    }
}
