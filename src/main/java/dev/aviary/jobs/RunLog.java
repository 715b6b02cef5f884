package dev.aviary.jobs;

import dev.aviary.logging.FailureText;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.stereotype.Component;

/**
 * Says in one line each what a run failed of, and at level DEBUG all of it. Spring Batch's own log of it is switched off: it prints stack traces, and
 * when a run was lost to another process it calls that run unknown and not to be restarted, which is wrong here.
 */
@Component
final class RunLog implements JobExecutionListener {

    private static final Logger log = LoggerFactory.getLogger(RunLog.class);

    private final Heartbeat heartbeat;

    RunLog(Heartbeat heartbeat) {
        this.heartbeat = heartbeat;
    }

    @Override
    public void afterJob(JobExecution execution) {
        var run = execution.getJobInstanceId();
        if (heartbeat.held().stream().anyMatch(lease -> lease.run() == run && lease.isLost())) {
            return;
        }
        say(run, "", execution.getFailureExceptions());
        for (var step : execution.getStepExecutions()) {
            say(run, " in step " + step.getStepName(), step.getFailureExceptions());
        }
    }

    private static void say(long run, String where, Collection<Throwable> failures) {
        for (var failure : failures) {
            if (failure instanceof JobInterruptedException) {
                continue;
            }
            log.error("Run {} failed{}: {}", run, where, FailureText.of(failure));
            log.debug("Run {} failed{}", run, where, failure);
        }
    }
}
