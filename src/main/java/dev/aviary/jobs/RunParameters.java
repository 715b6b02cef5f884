package dev.aviary.jobs;

import java.util.HashMap;
import java.util.Map;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;

/**
 * The parameters of a run. They are stored in clear and printed by Spring Batch: ids and plain settings only, never a token, a name or an e-mail address.
 */
final class RunParameters {

    /** Identifies the run among those of its job: the scheduled time, or the time of the command. */
    static final String OCCASION = "occasion";

    /** How many units of work are done at the same time. */
    static final String AT_ONCE = "at-once";

    private RunParameters() {}

    static JobParameters of(JobDefinition definition, Map<String, String> given, String occasion) {
        var all = new HashMap<>(definition.parameters());
        all.putAll(given);
        var builder = new JobParametersBuilder()
                .addString(OCCASION, occasion, true)
                .addLong(AT_ONCE, (long) definition.atOnce(), false);
        all.forEach((name, value) -> builder.addString(name, value, false));
        return builder.toJobParameters();
    }
}
