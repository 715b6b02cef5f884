package dev.aviary.jobs;

import dev.aviary.operators.Permission;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.batch.core.job.Job;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Takes what people and the schedule ask for to the definitions, the owned runs and the history. */
@Component
final class JobDesk implements Jobs {

    private final JobFiles files;
    private final List<Job> jobs;
    private final OwnedRuns runs;
    private final RunHistory history;
    private final StopRequests stops;
    private final List<JobPermission> permissions;
    private final Clock clock;

    JobDesk(
            JobFiles files,
            List<Job> jobs,
            OwnedRuns runs,
            RunHistory history,
            StopRequests stops,
            ObjectProvider<JobPermission> permissions,
            Clock clock) {
        this.files = files;
        this.jobs = jobs;
        this.permissions = permissions.stream().toList();
        this.runs = runs;
        this.history = history;
        this.stops = stops;
        this.clock = clock;
    }

    @Override
    public List<JobDefinition> definitions() {
        return files.definitions();
    }

    @Override
    public Optional<ZonedDateTime> nextDue(JobDefinition definition) {
        return definition.enabled() ? definition.schedule().nextAfter(clock.instant()) : Optional.empty();
    }

    @Override
    public JobRun run(String job, Map<String, String> given) {
        var occasion = "by hand at " + clock.instant();
        return launch(job, given, occasion).orElseThrow();
    }

    @Override
    public Optional<JobRun> runScheduled(String job, ZonedDateTime due) {
        return launch(job, Map.of(), "due " + due.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME));
    }

    private Optional<JobRun> launch(String job, Map<String, String> given, String occasion) {
        var parameters = RunParameters.of(definition(job), given, occasion);
        return runs.start(job(job), parameters).map(history::of);
    }

    @Override
    public Permission permissionFor(String job) {
        return permissions.stream()
                .filter(permission -> permission.job().equals(job))
                .map(JobPermission::permission)
                .findFirst()
                .orElse(Permission.MANAGE_OPERATORS);
    }

    @Override
    public JobRun restart(long run) {
        var last = history.lastExecution(run).orElseThrow(() -> noRun(run));
        if (last.getStatus() == org.springframework.batch.core.BatchStatus.COMPLETED) {
            throw new JobNotStartedException("Run " + run + " is complete; there is nothing to restart");
        }
        return history.of(last.getStatus().isRunning() ? takeOverOrRefuse(last, run) : runs.restart(last));
    }

    private org.springframework.batch.core.job.JobExecution takeOverOrRefuse(
            org.springframework.batch.core.job.JobExecution last, long run) {
        runs.takeOver(last.getJobInstance().getJobName());
        var now = history.lastExecution(run).orElseThrow(() -> noRun(run));
        if (now.getStatus().isRunning()) {
            throw new JobNotStartedException(
                    "Run " + run + " is running; stop it with 'aviary jobs stop " + run + "' first");
        }
        return now;
    }

    @Override
    public boolean requestStop(long run) {
        return stops.request(run);
    }

    @Override
    public List<JobRun> history(int most) {
        return history.newest(jobs.stream().map(Job::getName).toList(), most);
    }

    @Override
    public Optional<JobRun> find(long run) {
        return history.find(run);
    }

    @Override
    public void takeOverTheDead() {
        jobs.forEach(job -> runs.takeOver(job.getName()));
    }

    private JobDefinition definition(String name) {
        return definitions().stream()
                .filter(definition -> definition.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new JobNotStartedException("No job file defines '" + name + "'; defined are "
                        + String.join(
                                ", ",
                                definitions().stream().map(JobDefinition::name).toList())));
    }

    private Job job(String name) {
        return jobs.stream()
                .filter(job -> job.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static JobNotStartedException noRun(long run) {
        return new JobNotStartedException("There is no run " + run + "; 'aviary jobs history' lists them");
    }
}
