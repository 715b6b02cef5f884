package dev.aviary.jobs;

import dev.aviary.operators.Permission;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people and other rooms do with jobs. Thread-safe. */
public interface Jobs {

    /** All definitions, by name. */
    List<JobDefinition> definitions();

    /** The next time the schedule starts this job; empty if it is disabled or never due. */
    Optional<ZonedDateTime> nextDue(JobDefinition definition);

    /**
     * Starts a run now and waits until it has ended. A run that a killed process left behind is taken over and finished first; if it was
     * started with the same parameters, it is this run.
     *
     * @param given parameters of this run, over those of the definition; ids and plain settings only
     * @throws JobNotStartedException if the job is running already, or there is none of that name
     * @throws RunLostException if this process paused for longer than its lease and another one took the run over
     */
    JobRun run(String job, Map<String, String> given);

    /**
     * As {@link #run}, for a scheduled time: the same time never runs twice.
     *
     * @return empty if that time was run before
     */
    Optional<JobRun> runScheduled(String job, ZonedDateTime due);

    /** What an operator must be allowed to start, stop or restart this job; of a job that names nothing, what only an admin may. */
    Permission permissionFor(String job);

    /** Continues a stopped or failed run where it ended, and waits until it has ended again. */
    JobRun restart(long run);

    /**
     * Asks the owner of a run, in whatever process, to come to a safe point and stop. Who asked is in the audit log.
     *
     * @return false if the run has no living owner
     */
    boolean requestStop(long run);

    /** Newest first. */
    List<JobRun> history(int most);

    Optional<JobRun> find(long run);

    /** Takes over and finishes every run whose owner gave no sign of life; waits for them. */
    void takeOverTheDead();
}
