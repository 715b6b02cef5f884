package dev.aviary.sync;

import dev.aviary.jobs.RunLeases;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;

/**
 * Makes the run's tasks this attempt's before a step works on them: from then on a former owner can write nothing more. Once per step and not by each
 * worker, because their range updates would deadlock with each other's claims.
 */
@Component
class Adoption implements StepExecutionListener {

    private static final Logger log = LoggerFactory.getLogger(Adoption.class);

    private final SyncTasks tasks;
    private final RunLeases leases;

    Adoption(SyncTasks tasks, RunLeases leases) {
        this.tasks = tasks;
        this.leases = leases;
    }

    /** A paused owner may hold a task in an open transaction; that is waited for, as long as this run need not stop. */
    @Override
    public void beforeStep(StepExecution execution) {
        var lease = leases.of(execution.getJobExecution());
        while (!lease.mustStop()) {
            try {
                tasks.adopt(lease.run(), lease.fence());
                return;
            } catch (PessimisticLockingFailureException e) {
                log.warn("Run {} waits for a transaction of its former owner", lease.run());
            }
        }
    }
}
