package dev.aviary.jobs;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run of a job: what was started once, over however many stops, kills and restarts.
 *
 * @param run its number
 * @param job its job
 * @param status of the last attempt: STARTED, COMPLETED, STOPPED, FAILED ... as Spring Batch has it
 * @param exitCode COMPLETED, or what the job says of its outcome
 * @param outcome one line on the outcome, ids and counts only; empty while running
 * @param startedAt start of the first attempt; null if it did not get that far
 * @param endedAt end of the last attempt; null while running
 * @param parameters as given to the run
 * @param attempts the first and every restart or take-over, oldest first
 */
public record JobRun(
        long run,
        String job,
        String status,
        String exitCode,
        String outcome,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        Map<String, String> parameters,
        List<Attempt> attempts) {

    /** One execution in Spring Batch's repository. */
    public record Attempt(
            long execution,
            String status,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            List<Step> steps) {}

    /** A step of an attempt; {@code units} counts its commits: pages or connections. */
    public record Step(
            String name,
            String status,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            long units) {}

    public boolean isRunning() {
        return status.equals("STARTING") || status.equals("STARTED") || status.equals("STOPPING");
    }

    /** Whether everything the run was to do is done, with nothing to report. */
    public boolean isFine() {
        return status.equals("COMPLETED") && exitCode.equals("COMPLETED");
    }
}
