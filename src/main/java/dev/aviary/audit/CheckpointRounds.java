package dev.aviary.audit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;

/** The service's checkpoints, one after the other. */
final class CheckpointRounds implements CheckpointService, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(CheckpointRounds.class);

    /** The database may be away for a moment; longer than these rounds is an alarm, whatever the reason. */
    private static final int FAILURES = 3;

    private final AuditOffice office;
    private final CheckpointAlarms alarms;
    private final Counter failed;
    private final Duration every;
    private int failures;
    private volatile @Nullable ScheduledExecutorService rounds;

    CheckpointRounds(AuditOffice office, CheckpointAlarms alarms, MeterRegistry meters, Duration every) {
        this.office = office;
        this.alarms = alarms;
        this.failed = Counter.builder("aviary.audit.checkpoints.failed")
                .description("rounds in which no checkpoint could be signed")
                .register(meters);
        this.every = every;
    }

    @Override
    public void start() {
        var executor = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "aviary-checkpoints");
            thread.setDaemon(true);
            return thread;
        });
        rounds = executor;
        executor.scheduleWithFixedDelay(this::round, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    void round() {
        try {
            office.checkpoint().ifPresent(number -> log.debug("Checkpoint {} was signed", number));
            failures = 0;
        } catch (AuditBrokenException e) {
            log.error("{}", e.getMessage());
            failed(String.valueOf(e.getMessage()), true);
        } catch (RuntimeException e) {
            // Whatever it is: an exception that gets out would end the rounds for good.
            var kind = e.getClass().getSimpleName();
            log.warn("No checkpoint could be signed, which is tried again: {}", kind);
            failed(kind, false);
        }
    }

    private void failed(String fault, boolean atOnce) {
        failed.increment();
        failures++;
        if (!atOnce && failures < FAILURES) {
            return;
        }
        try {
            alarms.raise(fault);
        } catch (RuntimeException e) {
            log.warn(
                    "The alarm could not be written to the second place, which is tried again: {}",
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
