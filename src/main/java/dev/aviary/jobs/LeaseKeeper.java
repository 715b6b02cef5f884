package dev.aviary.jobs;

import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.stereotype.Component;

/** Ties a lease to the run it was taken for, and hands it to the run's steps. Every job has this listener. */
@Component
final class LeaseKeeper implements RunLeases, JobExecutionListener {

    private final Heartbeat heartbeat;
    private final JobLeases leases;

    LeaseKeeper(Heartbeat heartbeat, JobLeases leases) {
        this.heartbeat = heartbeat;
        this.leases = leases;
    }

    @Override
    public void beforeJob(JobExecution execution) {
        leases.belongsTo(held(execution), execution.getJobInstanceId());
    }

    @Override
    public RunLease of(JobExecution execution) {
        return held(execution);
    }

    private HeldLease held(JobExecution execution) {
        var job = execution.getJobInstance().getJobName();
        return heartbeat.held().stream()
                .filter(lease -> lease.job().equals(job))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Run " + execution.getJobInstanceId() + " of " + job
                        + " has no lease in this process; a job is started through Jobs only"));
    }
}
