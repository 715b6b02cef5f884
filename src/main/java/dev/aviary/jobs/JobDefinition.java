package dev.aviary.jobs;

import java.util.Map;

/**
 * One {@code jobs/*.yml}: what runs, when, and with what.
 *
 * @param name the Spring Batch job
 * @param description one line for people
 * @param enabled whether the schedule is armed; a disabled job can still be started by hand
 * @param schedule when it runs
 * @param misfire what to do with a missed time
 * @param atOnce how many units of work (connections, files) it works on at the same time
 * @param parameters handed to every run; names and values that the job accepts
 * @param source file the definition came from, for messages
 */
public record JobDefinition(
        String name,
        String description,
        boolean enabled,
        Schedule schedule,
        Misfire misfire,
        int atOnce,
        Map<String, String> parameters,
        String source) {

    public JobDefinition {
        parameters = Map.copyOf(parameters);
    }
}
