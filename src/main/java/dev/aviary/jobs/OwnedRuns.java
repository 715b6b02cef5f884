package dev.aviary.jobs;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.JobInstanceAlreadyCompleteException;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Starts, restarts and takes over runs, each under a lease, so that a run has one living owner and the same job never runs twice at once (law 6).
 * Spring Batch has no such owner: a killed run would stay STARTED for ever.
 */
@Component
final class OwnedRuns {

    private static final Logger log = LoggerFactory.getLogger(OwnedRuns.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final JobLeases leases;
    private final Heartbeat heartbeat;
    private final JobOperator operator;
    private final RunHistory history;
    private final Clock clock;
    private final Sleeper sleeper;

    OwnedRuns(
            JobLeases leases,
            Heartbeat heartbeat,
            JobOperator operator,
            RunHistory history,
            Clock clock,
            Sleeper sleeper) {
        this.leases = leases;
        this.heartbeat = heartbeat;
        this.operator = operator;
        this.history = history;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /** Starts a run; a dead one is finished first, and is the answer if it asked for the same thing. */
    Optional<JobExecution> start(Job job, JobParameters parameters) {
        return owning(job.getName(), lease -> {
            var finished = finishInterrupted(lease);
            if (finished.isPresent() && asksTheSame(finished.get().getJobParameters(), parameters)) {
                return finished;
            }
            return finished.filter(OwnedRuns::wasStopped).or(() -> startFresh(job, parameters));
        });
    }

    JobExecution restart(JobExecution last) {
        return owning(last.getJobInstance().getJobName(), lease -> resume(last));
    }

    /** Takes over what the dead owner of this job left; does nothing if there is a living owner, or nothing left. */
    void takeOver(String job) {
        leases.find(job)
                .filter(this::isLeftBehind)
                .flatMap(row -> leases.take(row, self()))
                .ifPresent(lease -> under(lease, this::finishInterrupted));
    }

    /** A lease is free although its run has not ended if the end could not be written. */
    private boolean isLeftBehind(JobLeases.Row row) {
        return row.isFree() ? history.interrupted(row.job(), null).isPresent() : row.isExpired(clock.instant());
    }

    private Optional<JobExecution> startFresh(Job job, JobParameters parameters) {
        history.forgetUnattempted(job.getName(), parameters);
        try {
            return Optional.of(operator.start(job, parameters));
        } catch (JobInstanceAlreadyCompleteException e) {
            return Optional.empty();
        } catch (JobExecutionException e) {
            throw new JobNotStartedException("Job " + job.getName() + " was not started: " + e.getMessage(), e);
        }
    }

    private Optional<JobExecution> finishInterrupted(HeldLease lease) {
        history.interrupted(lease.job(), lease.leftBehind()).ifPresent(execution -> leases.settle(execution.getId()));
        return history.interrupted(lease.job(), lease.leftBehind()).map(execution -> {
            log.info(
                    "Taking over run {} of {}: its owner gave no sign of life",
                    execution.getJobInstanceId(),
                    lease.job());
            leases.belongsTo(lease, execution.getJobInstanceId());
            return resume(execution.getStatus().isRunning() ? operator.recover(execution) : execution);
        });
    }

    private JobExecution resume(JobExecution last) {
        try {
            return operator.restart(last);
        } catch (JobExecutionException e) {
            throw new JobNotStartedException(
                    "Run " + last.getJobInstanceId() + " of "
                            + last.getJobInstance().getJobName() + " was not restarted: " + e.getMessage(),
                    e);
        }
    }

    private <T> T owning(String job, Function<HeldLease, T> work) {
        return under(acquire(job), work);
    }

    private <T> T under(HeldLease lease, Function<HeldLease, T> work) {
        heartbeat.begin(lease);
        try {
            var result = work.apply(lease);
            leases.look(lease);
            if (lease.isLost()) {
                throw new RunLostException(lost(lease));
            }
            return result;
        } catch (DataAccessException | JobNotStartedException e) {
            throw lease.isLost() ? new RunLostException(lost(lease), e) : e;
        } finally {
            leases.release(lease);
            heartbeat.end(lease);
        }
    }

    private String lost(HeldLease lease) {
        return "Run " + lease.run() + " of " + lease.job()
                + " is no longer this process's: there was no sign of life for longer than its lease, and "
                + leases.find(lease.job()).map(JobLeases.Row::owner).orElse("another process")
                + " took it over; 'aviary jobs show " + lease.run() + "' tells how it goes on there";
    }

    /** A free lease at once; an expired one at once; a living one is watched until it either shows a sign of life or expires. */
    private HeldLease acquire(String job) {
        var seen = leases.rowOf(job);
        var first = seen;
        while (true) {
            if (seen.isFree() || seen.isExpired(clock.instant())) {
                var taken = leases.take(seen, self());
                if (taken.isPresent()) {
                    return taken.get();
                }
            } else if (hasSignOfLife(first, seen)) {
                throw new JobNotStartedException(runningAlready(seen));
            }
            pause();
            seen = leases.rowOf(job);
        }
    }

    private static String runningAlready(JobLeases.Row row) {
        return row.run() == null
                ? "Job " + row.job() + " is being started already in " + row.owner() + "; wait for it"
                : "Job " + row.job() + " is running already, as run " + row.run() + " in " + row.owner()
                        + "; wait for it, or stop it with 'aviary jobs stop " + row.run() + "'";
    }

    private static boolean hasSignOfLife(JobLeases.Row first, JobLeases.Row now) {
        return now.fence() != first.fence() || !Objects.equals(first.renewedAt(), now.renewedAt());
    }

    private void pause() {
        try {
            sleeper.sleep(LOOK_AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JobNotStartedException("Interrupted while waiting for the owner of the job", e);
        }
    }

    private static boolean wasStopped(JobExecution execution) {
        return execution.getStatus() == org.springframework.batch.core.BatchStatus.STOPPED;
    }

    private static boolean asksTheSame(JobParameters one, JobParameters other) {
        return withoutOccasion(one).equals(withoutOccasion(other));
    }

    private static Map<String, Object> withoutOccasion(JobParameters parameters) {
        var values = new HashMap<String, Object>();
        parameters.forEach(parameter -> values.put(parameter.name(), parameter.value()));
        values.keySet().removeAll(List.of(RunParameters.OCCASION, RunParameters.AT_ONCE));
        return values;
    }

    /** Process and start time: enough for a person to find the owner. */
    private static String self() {
        var runtime = ManagementFactory.getRuntimeMXBean();
        return "process " + runtime.getName() + " since " + Instant.ofEpochMilli(runtime.getStartTime());
    }
}
