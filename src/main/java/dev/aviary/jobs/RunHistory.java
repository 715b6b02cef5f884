package dev.aviary.jobs;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.stereotype.Component;

/** Runs as Spring Batch's repository remembers them. A run is a job instance, an attempt is an execution. */
@Component
final class RunHistory {

    private final JobRepository repository;

    RunHistory(JobRepository repository) {
        this.repository = repository;
    }

    Optional<JobRun> find(long run) {
        return Optional.ofNullable(repository.getJobInstance(run)).flatMap(this::runOf);
    }

    JobRun of(JobExecution execution) {
        return runOf(execution.getJobInstance()).orElseThrow();
    }

    List<JobRun> newest(List<String> jobs, int most) {
        return jobs.stream()
                .flatMap(job -> newest(job, most).stream())
                .sorted(Comparator.comparingLong(JobRun::run).reversed())
                .limit(most)
                .toList();
    }

    /** Instances without an attempt are no runs and hide none. */
    private List<JobRun> newest(String job, int most) {
        var runs = new ArrayList<JobRun>();
        var page = repository.getJobInstances(job, 0, most);
        for (var from = 0; !page.isEmpty() && runs.size() < most; page = repository.getJobInstances(job, from, most)) {
            page.forEach(instance -> runOf(instance).ifPresent(runs::add));
            from += page.size();
        }
        return runs;
    }

    /**
     * The execution that a process left behind unfinished, if any.
     *
     * @param leftBehind the run of an owner that died; if it FAILED, the owner died before it could release or restart it
     */
    Optional<JobExecution> interrupted(String job, @Nullable Long leftBehind) {
        return repository.findRunningJobExecutions(job).stream()
                .max(Comparator.comparingLong(JobExecution::getId))
                .or(() -> Optional.ofNullable(leftBehind)
                        .flatMap(this::lastExecution)
                        .filter(execution -> execution.getStatus() == BatchStatus.FAILED));
    }

    Optional<JobExecution> lastExecution(long run) {
        return Optional.ofNullable(repository.getJobInstance(run)).map(repository::getLastJobExecution);
    }

    /**
     * Forgets a run that has no attempt. Spring Batch writes the run before its first attempt, a process may be killed between the two, and then Spring
     * Batch would refuse to start it for ever.
     */
    void forgetUnattempted(String job, JobParameters parameters) {
        var instance = repository.getJobInstance(job, parameters);
        if (instance != null && repository.getLastJobExecution(instance) == null) {
            repository.deleteJobInstance(instance);
        }
    }

    /** Empty if it has no attempt: nothing has happened. */
    private Optional<JobRun> runOf(JobInstance instance) {
        var executions = new ArrayList<>(repository.getJobExecutions(instance));
        executions.sort(Comparator.comparingLong(JobExecution::getId));
        return executions.isEmpty() ? Optional.empty() : Optional.of(runOf(instance, executions));
    }

    private static JobRun runOf(JobInstance instance, List<JobExecution> executions) {
        var last = executions.get(executions.size() - 1);
        return new JobRun(
                instance.getInstanceId(),
                instance.getJobName(),
                last.getStatus().name(),
                last.getExitStatus().getExitCode(),
                outcome(last),
                instant(executions.get(0).getStartTime()),
                instant(last.getEndTime()),
                parameters(last),
                executions.stream().map(RunHistory::attempt).toList());
    }

    /** A job's own line. Of what failed there is only the kind, and a stack trace in rows of earlier versions. */
    private static String outcome(JobExecution execution) {
        var description = execution.getExitStatus().getExitDescription();
        return description
                .lines()
                .findFirst()
                .filter(line -> !line.contains("Exception"))
                .orElse("");
    }

    private static JobRun.Attempt attempt(JobExecution execution) {
        var steps = execution.getStepExecutions().stream()
                .sorted(Comparator.comparingLong(StepExecution::getId))
                .map(step -> new JobRun.Step(
                        step.getStepName(),
                        step.getStatus().name(),
                        instant(step.getStartTime()),
                        instant(step.getEndTime()),
                        step.getCommitCount()))
                .toList();
        return new JobRun.Attempt(
                execution.getId(),
                execution.getStatus().name(),
                instant(execution.getStartTime()),
                instant(execution.getEndTime()),
                steps);
    }

    private static Map<String, String> parameters(JobExecution execution) {
        var parameters = new TreeMap<String, String>();
        execution
                .getJobParameters()
                .forEach(parameter -> parameters.put(parameter.name(), String.valueOf(parameter.value())));
        return parameters;
    }

    /** Spring Batch writes local times of the JVM's zone. */
    private static @Nullable Instant instant(@Nullable LocalDateTime local) {
        return local == null ? null : local.atZone(ZoneId.systemDefault()).toInstant();
    }
}
