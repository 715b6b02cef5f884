package dev.aviary.jobs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quartz.JobBuilder;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.matchers.GroupMatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Quartz as a clock: one trigger per enabled job, for its next due time only, kept in the database. When it fires, the next is set before the run
 * starts. The time comes from {@link Schedule}, because Quartz's own cron trigger skips the night of the spring clock change.
 */
@Component
class QuartzSchedule {

    static final String GROUP = "aviary";
    static final String DUE = "due";

    /** A trigger this little overdue is one that Quartz is about to fire. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(QuartzSchedule.class);

    private final Scheduler scheduler;
    private final JobFiles files;
    private final Clock clock;

    QuartzSchedule(Scheduler scheduler, JobFiles files, Clock clock) {
        this.scheduler = scheduler;
        this.files = files;
        this.clock = clock;
    }

    /** Sets what is missing, drops what no file defines any more, and starts the clock. */
    void arm() throws SchedulerException {
        for (var key : scheduler.getJobKeys(GroupMatcher.jobGroupEquals(GROUP))) {
            if (enabled(key.getName()).isEmpty()) {
                scheduler.deleteJob(key);
            }
        }
        for (var definition : files.definitions()) {
            if (definition.enabled()) {
                arm(definition);
            }
        }
        if (!scheduler.isStarted()) {
            scheduler.start();
        }
    }

    /**
     * A trigger that is there already stays, due or overdue, unless the file's schedule has changed since. A time that a killed process had begun with
     * fires again: whether its run got far enough to be taken over is for {@link Jobs#runScheduled} to find out.
     */
    private void arm(JobDefinition definition) throws SchedulerException {
        var key = JobKey.jobKey(definition.name(), GROUP);
        scheduler.addJob(
                JobBuilder.newJob(LaunchJob.class)
                        .withIdentity(key)
                        .storeDurably()
                        .requestRecovery()
                        .build(),
                true);
        var armed = armed(definition);
        if (armed.size() != 1
                || !expression(definition).equals(armed.get(0).getDescription())
                || isToBeSkipped(definition, armed.get(0))) {
            setNext(definition, clock.instant());
        }
    }

    /** Triggers that are still to fire; one that has fired stays until its run has ended. */
    private List<? extends Trigger> armed(JobDefinition definition) throws SchedulerException {
        return scheduler.getTriggersOfJob(JobKey.jobKey(definition.name(), GROUP)).stream()
                .filter(trigger -> trigger.getKey().getGroup().equals(GROUP) && trigger.getNextFireTime() != null)
                .toList();
    }

    private boolean isToBeSkipped(JobDefinition definition, Trigger armed) {
        return definition.misfire() == Misfire.SKIP
                && armed.getNextFireTime().toInstant().isBefore(clock.instant().minus(TOLERANCE));
    }

    /** @param after the next due time is the first after this */
    void setNext(JobDefinition definition, Instant after) throws SchedulerException {
        var next = definition.schedule().nextAfter(after);
        for (var trigger : armed(definition)) {
            scheduler.unscheduleJob(trigger.getKey());
        }
        if (next.isEmpty()) {
            log.warn(
                    "Job {} is never due again: {} {}",
                    definition.name(),
                    definition.schedule().cron(),
                    definition.schedule().zone());
            return;
        }
        scheduler.scheduleJob(trigger(definition, next.get()));
        log.info("Job {} is next due at {}", definition.name(), next.get());
    }

    private static Trigger trigger(JobDefinition definition, ZonedDateTime due) {
        return TriggerBuilder.newTrigger()
                .withIdentity(definition.name() + " due " + due, GROUP)
                .forJob(definition.name(), GROUP)
                .withDescription(expression(definition))
                .usingJobData(DUE, due.toString())
                .startAt(Date.from(due.toInstant()))
                .withSchedule(SimpleScheduleBuilder.simpleSchedule().withMisfireHandlingInstructionFireNow())
                .build();
    }

    Optional<JobDefinition> enabled(@Nullable String job) {
        return files.definitions().stream()
                .filter(definition -> definition.enabled() && definition.name().equals(job))
                .findFirst();
    }

    private static String expression(JobDefinition definition) {
        return definition.schedule().cron() + " " + definition.schedule().zone();
    }
}
