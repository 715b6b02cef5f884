package dev.aviary.jobs;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.quartz.SchedulerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** The service's round: arms the schedule and takes over runs whose owner died, again and again, without an operator. */
@Component
class Watch implements JobService, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Watch.class);

    private final QuartzSchedule schedule;
    private final Jobs jobs;
    private final JobsProperties properties;
    private volatile @Nullable ScheduledExecutorService rounds;

    Watch(QuartzSchedule schedule, Jobs jobs, JobsProperties properties) {
        this.schedule = schedule;
        this.jobs = jobs;
        this.properties = properties;
    }

    @Override
    public void start() {
        var executor = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "aviary-watch"));
        rounds = executor;
        var every = Math.max(1, Math.min(60, properties.lease().toSeconds()));
        executor.scheduleWithFixedDelay(this::round, 0, every, TimeUnit.SECONDS);
    }

    private void round() {
        try {
            schedule.arm();
            jobs.takeOverTheDead();
        } catch (RunLostException e) {
            log.warn("{}", e.getMessage());
        } catch (SchedulerException | RuntimeException e) {
            // Whatever it is: an exception that gets out would end the rounds for good, and nobody would hear of it.
            log.error(
                    "The watch over schedule and runs failed and tries again: {}",
                    e.getClass().getSimpleName());
        }
    }

    @Override
    public void destroy() {
        var executor = rounds;
        if (executor != null) {
            executor.shutdownNow();
        }
    }
}
