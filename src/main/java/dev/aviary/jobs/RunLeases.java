package dev.aviary.jobs;

import org.springframework.batch.core.job.JobExecution;

/** Gives a job's steps the lease they work under. */
public interface RunLeases {

    /** @throws IllegalStateException if this process does not own the run */
    RunLease of(JobExecution execution);
}
