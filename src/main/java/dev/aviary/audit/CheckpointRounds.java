package dev.aviary.audit;

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

    private final AuditOffice office;
    private final Duration every;
    private volatile @Nullable ScheduledExecutorService rounds;

    CheckpointRounds(AuditOffice office, Duration every) {
        this.office = office;
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
        } catch (AuditBrokenException e) {
            log.error("{}", e.getMessage());
        } catch (RuntimeException e) {
            // Whatever it is: an exception that gets out would end the rounds for good.
            log.warn(
                    "No checkpoint could be signed, which is tried again: {}",
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
