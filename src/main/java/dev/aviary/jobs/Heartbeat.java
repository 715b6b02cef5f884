package dev.aviary.jobs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Shows signs of life for the runs of this process, and learns in the same rhythm whether they were asked to stop. When the process ends in an orderly way,
 * its runs are asked to stop and given time to come to a safe point, before the database goes away.
 */
@Component
final class Heartbeat implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final JobLeases leases;
    private final Clock clock;
    private final JobsProperties properties;
    private final Map<String, HeldLease> held = new ConcurrentHashMap<>();
    private final Map<String, Instant> renewed = new ConcurrentHashMap<>();
    private volatile ScheduledExecutorService pulse = stopped();
    private volatile boolean closing;

    Heartbeat(JobLeases leases, Clock clock, JobsProperties properties) {
        this.leases = leases;
        this.clock = clock;
        this.properties = properties;
    }

    void begin(HeldLease lease) {
        held.put(lease.job(), lease);
        renewed.put(lease.job(), clock.instant());
        if (closing) {
            lease.askToStop();
        }
    }

    void end(HeldLease lease) {
        held.remove(lease.job(), lease);
    }

    Collection<HeldLease> held() {
        return held.values();
    }

    private void beat() {
        for (var lease : held.values()) {
            try {
                beat(lease);
            } catch (DataAccessException | TransactionException e) {
                giveUpIfExpired(lease, e);
            }
        }
    }

    private void beat(HeldLease lease) {
        var now = clock.instant();
        if (now.isAfter(renewed.getOrDefault(lease.job(), Instant.EPOCH)
                .plus(properties.lease().dividedBy(3)))) {
            leases.renew(lease);
            renewed.put(lease.job(), now);
        }
        leases.look(lease);
    }

    private void giveUpIfExpired(HeldLease lease, RuntimeException cause) {
        log.warn(
                "No sign of life for run {} of {}: {}",
                lease.run(),
                lease.job(),
                cause.getClass().getSimpleName());
        if (clock.instant()
                .isAfter(renewed.getOrDefault(lease.job(), Instant.EPOCH).plus(properties.lease()))) {
            lease.lose();
        }
    }

    @Override
    public void start() {
        closing = false;
        pulse = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "aviary-heartbeat");
            thread.setDaemon(true);
            return thread;
        });
        pulse.scheduleWithFixedDelay(this::beat, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        closing = true;
        held.values().forEach(HeldLease::askToStop);
        waitForRuns();
        pulse.shutdownNow();
    }

    private void waitForRuns() {
        var patience = clock.instant().plus(properties.stopPatience());
        synchronized (this) {
            while (!held.isEmpty() && clock.instant().isBefore(patience)) {
                try {
                    wait(LOOK_EVERY.toMillis());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
        held.values()
                .forEach(lease -> log.warn(
                        "Run {} of {} did not come to a safe point in {} s; it will be taken over when its lease ends",
                        lease.run(),
                        lease.job(),
                        properties.stopPatience().toSeconds()));
    }

    @Override
    public boolean isRunning() {
        return !pulse.isShutdown();
    }

    /** Stops before everything that runs need, and after what starts runs. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 2048;
    }

    private static ScheduledExecutorService stopped() {
        var executor = Executors.newSingleThreadScheduledExecutor();
        executor.shutdownNow();
        return executor;
    }
}
