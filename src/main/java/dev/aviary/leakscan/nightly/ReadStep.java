package dev.aviary.leakscan.nightly;

import dev.aviary.jobs.RunLeases;
import dev.aviary.leakscan.scan.SinceLastScan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.AbstractStep;
import org.springframework.batch.core.step.StepExecution;

/**
 * One reader: takes file after file until none is left. A step of its own kind, because the position in a file is kept together with the findings, block by
 * block, and not chunk by chunk.
 */
final class ReadStep extends AbstractStep {

    static final String NAME = "reader";

    private static final Logger log = LoggerFactory.getLogger(ReadStep.class);
    private static final Duration SAY_EVERY = Duration.ofMinutes(1);

    private final CurrentScan current;
    private final RunLeases leases;
    private final Clock clock;
    private final AtomicReference<Instant> said = new AtomicReference<>(Instant.MAX);

    ReadStep(JobRepository repository, CurrentScan current, RunLeases leases, Clock clock) {
        super(repository);
        setName(NAME);
        // In another attempt there may be files again.
        setAllowStartIfComplete(true);
        this.current = current;
        this.leases = leases;
        this.clock = clock;
    }

    @Override
    protected void doExecute(StepExecution execution) throws JobInterruptedException {
        var lease = leases.of(execution.getJobExecution());
        var scan = current.scan().orElseThrow();
        var progress = new ScanRate(clock);
        said.set(clock.instant());
        while (scan.readNext(() -> {
            say(lease.run(), progress, scan);
            return lease.mustStop();
        })) {
            execution.setReadCount(execution.getReadCount() + 1);
            getJobRepository().update(execution);
        }
        if (lease.mustStop()) {
            execution.setTerminateOnly();
            throw new JobInterruptedException("Run " + lease.run() + " was asked to stop");
        }
    }

    private void say(long run, ScanRate progress, SinceLastScan scan) {
        var now = clock.instant();
        var before = said.get();
        if (!now.isBefore(before.plus(SAY_EVERY)) && said.compareAndSet(before, now)) {
            log.info("Run {}: {}", run, progress.inWords(scan.standing()));
        }
    }
}
