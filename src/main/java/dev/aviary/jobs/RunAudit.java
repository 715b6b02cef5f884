package dev.aviary.jobs;

import dev.aviary.audit.Acting;
import dev.aviary.audit.Actor;
import dev.aviary.audit.AuditAct;
import dev.aviary.audit.AuditEvent;
import dev.aviary.audit.AuditField;
import dev.aviary.audit.AuditLog;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.stereotype.Component;

/**
 * Notes in the audit log that an attempt of a run began, by whom, and how it ended. Between the two, the run is the actor of what its thread does. Every
 * job has this listener; Spring Batch calls both methods on the thread of the run.
 */
@Component
final class RunAudit implements JobExecutionListener {

    private final AuditLog log;
    private final Heartbeat heartbeat;
    private final Map<Long, Acting.Scope> acting = new ConcurrentHashMap<>();

    RunAudit(AuditLog log, Heartbeat heartbeat) {
        this.log = log;
        this.heartbeat = heartbeat;
    }

    @Override
    public void beforeJob(JobExecution execution) {
        log.append(event(AuditAct.RUN_STARTED, execution).build());
        var run = Actor.run(execution.getJobInstance().getJobName(), execution.getJobInstanceId());
        acting.put(execution.getId(), Acting.begin(run));
    }

    /** A run that was lost to another process has not ended; its new owner notes when it has. */
    @Override
    public void afterJob(JobExecution execution) {
        try {
            if (!isLost(execution.getJobInstanceId())) {
                log.append(event(AuditAct.RUN_ENDED, execution)
                        .figure(AuditField.OUTCOME, outcome(execution))
                        .build());
            }
        } finally {
            Optional.ofNullable(acting.remove(execution.getId())).ifPresent(Acting.Scope::close);
        }
    }

    private boolean isLost(long run) {
        return heartbeat.held().stream().anyMatch(lease -> lease.run() == run && lease.isLost());
    }

    private static AuditEvent.Builder event(AuditAct act, JobExecution execution) {
        return AuditEvent.of(act).run(execution.getJobInstanceId()).figure(AuditField.ATTEMPT, execution.getId());
    }

    private static long outcome(JobExecution execution) {
        if (execution.getStatus() == BatchStatus.COMPLETED) {
            return execution.getExitStatus().getExitCode().equals("COMPLETED") ? 0 : 1;
        }
        return execution.getStatus() == BatchStatus.STOPPED ? 2 : 3;
    }
}
