package dev.aviary.sync;

import dev.aviary.jobs.RunLease;
import dev.aviary.jobs.RunLeases;
import dev.aviary.vault.TokenUses;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.AbstractStep;
import org.springframework.batch.core.step.StepExecution;

/**
 * One worker of the pull: takes connection after connection until none is left. It is a step of its own kind, because Spring Batch's tasklet and chunk
 * steps hold a transaction, and with it a database connection, while they wait for Finch.
 */
class PullStep extends AbstractStep {

    static final String NAME = "pull-worker";

    private final SyncTasks tasks;
    private final ConnectionSync connections;
    private final TokenUses uses;
    private final RunLeases leases;

    PullStep(JobRepository repository, SyncTasks tasks, ConnectionSync connections, TokenUses uses, RunLeases leases) {
        super(repository);
        setName(NAME);
        this.tasks = tasks;
        this.connections = connections;
        this.uses = uses;
        this.leases = leases;
    }

    @Override
    protected void doExecute(StepExecution execution) throws JobInterruptedException {
        try {
            pullAll(execution, leases.of(execution.getJobExecution()));
        } finally {
            uses.settle();
        }
    }

    private void pullAll(StepExecution execution, RunLease lease) throws JobInterruptedException {
        while (!lease.mustStop()) {
            var task = tasks.claim(lease.run(), lease.fence());
            if (task.isEmpty()) {
                return;
            }
            connections.pull(task.get(), lease);
            execution.incrementCommitCount();
            getJobRepository().update(execution);
        }
        execution.setTerminateOnly();
        throw new JobInterruptedException("Run " + lease.run() + " was asked to stop");
    }
}
