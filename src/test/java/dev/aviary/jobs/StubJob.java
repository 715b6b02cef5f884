package dev.aviary.jobs;

import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.InvalidJobParametersException;
import org.springframework.batch.core.job.parameters.JobParametersValidator;

/** A job that is there to be named, and knows no parameter {@code tennant}. */
record StubJob(String name) implements Job {

    @Override
    public String getName() {
        return name;
    }

    @Override
    public void execute(JobExecution execution) {
        throw new UnsupportedOperationException();
    }

    @Override
    public JobParametersValidator getJobParametersValidator() {
        return parameters -> {
            if (parameters != null && parameters.getString("tennant") != null) {
                throw new InvalidJobParametersException("unknown parameter 'tennant'");
            }
        };
    }
}
