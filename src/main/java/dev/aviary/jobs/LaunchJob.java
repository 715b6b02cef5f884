package dev.aviary.jobs;

import dev.aviary.logging.FailureText;
import java.time.Clock;
import java.time.ZonedDateTime;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.JobExecutionContext;
import org.quartz.SchedulerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.quartz.QuartzJobBean;

/** What Quartz fires: sets the next due time, then runs the job for this one. */
@DisallowConcurrentExecution
class LaunchJob extends QuartzJobBean {

    private static final Logger log = LoggerFactory.getLogger(LaunchJob.class);

    private final QuartzSchedule schedule;
    private final Jobs jobs;
    private final Clock clock;

    LaunchJob(QuartzSchedule schedule, Jobs jobs, Clock clock) {
        this.schedule = schedule;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Override
    protected void executeInternal(JobExecutionContext context) {
        var job = context.getJobDetail().getKey().getName();
        var due = ZonedDateTime.parse(context.getMergedJobDataMap().getString(QuartzSchedule.DUE));
        var definition = schedule.enabled(job);
        if (definition.isEmpty()) {
            return;
        }

        try {
            var now = clock.instant();
            schedule.setNext(definition.get(), now.isAfter(due.toInstant()) ? now : due.toInstant());
            jobs.runScheduled(job, due)
                    .ifPresentOrElse(
                            run -> log.info("Run {} of {} ended {}: {}", run.run(), job, run.exitCode(), run.outcome()),
                            () -> log.info("Job {} was run for {} before", job, due));
        } catch (JobNotStartedException | RunLostException e) {
            log.warn("Job {} due {} was not run to its end: {}", job, due, e.getMessage());
        } catch (SchedulerException e) {
            log.error("Job {} has no next due time: {}; it is set again within a minute", job, FailureText.of(e));
        }
    }
}
