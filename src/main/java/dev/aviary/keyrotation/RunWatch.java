package dev.aviary.keyrotation;

import dev.aviary.audit.AuditAct;
import dev.aviary.audit.AuditEvent;
import dev.aviary.audit.AuditField;
import dev.aviary.audit.AuditLog;
import dev.aviary.jobs.RunLease;
import dev.aviary.keys.UpkeepWatch;
import java.util.UUID;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;

/** Ends the upkeep when the run has to, shows how far it is, and writes every fact into the audit log in the fact's own transaction. */
final class RunWatch implements UpkeepWatch {

    private final StepExecution execution;
    private final RunLease lease;
    private final AuditLog audit;
    private final JobRepository repository;
    private final UpkeepProgress progress;

    RunWatch(
            StepExecution execution,
            RunLease lease,
            AuditLog audit,
            JobRepository repository,
            UpkeepProgress progress) {
        this.progress = progress;
        this.execution = execution;
        this.lease = lease;
        this.audit = audit;
        this.repository = repository;
    }

    @Override
    public boolean mustStop() {
        return lease.mustStop();
    }

    @Override
    public void done(long count) {
        execution.setWriteCount(execution.getWriteCount() + count);
        execution.incrementCommitCount();
        repository.update(execution);
        progress.changed(count);
    }

    @Override
    public void tenants(long ended, long all) {
        progress.tenants(ended, all);
    }

    @Override
    public void rotated(UUID tenant, long oldKey, long newKey) {
        append(AuditEvent.of(AuditAct.TENANT_KEY_ROTATED)
                .tenant(tenant)
                .figure(AuditField.OLD_KEY_ID, oldKey)
                .figure(AuditField.KEY_ID, newKey));
    }

    @Override
    public void retired(UUID tenant, long key) {
        append(AuditEvent.of(AuditAct.KEY_RETIRED).tenant(tenant).figure(AuditField.OLD_KEY_ID, key));
    }

    @Override
    public void epochClosed(UUID tenant, long epoch, long individuals) {
        append(AuditEvent.of(AuditAct.EPOCH_CLOSED)
                .tenant(tenant)
                .figure(AuditField.EPOCH, epoch)
                .figure(AuditField.INDIVIDUALS, individuals));
    }

    @Override
    public void kekVersionMade(long version) {
        append(AuditEvent.of(AuditAct.KEK_VERSION_MADE).figure(AuditField.KEY_ID, version));
    }

    @Override
    public void kekVersionRetired(long version) {
        append(AuditEvent.of(AuditAct.KEK_VERSION_RETIRED).figure(AuditField.OLD_KEY_ID, version));
    }

    @Override
    public void rewrapped(long count) {
        append(AuditEvent.of(AuditAct.KEK_REWRAPPED).figure(AuditField.COUNT, count));
    }

    private void append(AuditEvent.Builder event) {
        audit.append(event.run(lease.run()).build());
    }
}
