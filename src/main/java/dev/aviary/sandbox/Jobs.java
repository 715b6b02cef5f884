package dev.aviary.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The forced refreshes of one connection, with their hourly quota (finch-api 2.18). Thread-safe. */
final class Jobs {

    /** How long a refresh takes, by the sandbox's clock. */
    static final Duration LENGTH = Duration.ofSeconds(30);

    private static final Duration QUOTA_WINDOW = Duration.ofHours(1);

    /** @param person whose W-4 is wanted; null for a whole refresh */
    record Job(
            int index,
            String type,
            Instant created,
            Instant ends,
            String outcome,
            @Nullable String person) {

        String status(Instant now) {
            return now.isBefore(ends) ? "in_progress" : outcome;
        }

        boolean isRunning(Instant now) {
            return now.isBefore(ends);
        }
    }

    private final List<Job> jobs = new ArrayList<>();
    private String outcome = "complete";
    private @Nullable Instant windowStart;
    private int used;
    private int settled;

    synchronized void endWith(String status) {
        outcome = status;
    }

    synchronized String outcome() {
        return outcome;
    }

    synchronized @Nullable Job running(Instant now) {
        return jobs.stream()
                .filter(job -> job.person() == null && job.isRunning(now))
                .findFirst()
                .orElse(null);
    }

    synchronized Job submit(String type, @Nullable String person, Instant now, Duration length) {
        var job = new Job(jobs.size(), type, now, now.plus(length), outcome, person);
        jobs.add(job);
        return job;
    }

    /** Takes one of {@code allowed} refreshes of this hour; false if none is left. */
    synchronized boolean spend(int allowed, Instant now) {
        if (remaining(allowed, now) == 0) {
            return false;
        }
        if (used == 0) {
            windowStart = now;
        }
        used++;
        return true;
    }

    synchronized int remaining(int allowed, Instant now) {
        if (windowStart != null && !now.isBefore(windowStart.plus(QUOTA_WINDOW))) {
            used = 0;
        }
        return Math.max(0, allowed - used);
    }

    synchronized Instant retryAt(Instant now) {
        return windowStart == null ? now : windowStart.plus(QUOTA_WINDOW);
    }

    /** Jobs that have ended since the last call, oldest first. */
    synchronized List<Job> ended(Instant now) {
        var ended = new ArrayList<Job>();
        while (settled < jobs.size() && !jobs.get(settled).isRunning(now)) {
            ended.add(jobs.get(settled++));
        }
        return ended;
    }

    /** Newest first. */
    synchronized List<Job> all() {
        var newestFirst = new ArrayList<>(jobs);
        java.util.Collections.reverse(newestFirst);
        return newestFirst;
    }

    synchronized @Nullable Job find(int index) {
        return index >= 0 && index < jobs.size() ? jobs.get(index) : null;
    }
}
