package dev.aviary.leakscan.nightly;

import dev.aviary.jobs.RunLeases;
import dev.aviary.leakscan.findings.FindingRecorder;
import dev.aviary.leakscan.reading.Ownership;
import dev.aviary.leakscan.reading.Readings;
import dev.aviary.leakscan.scan.InstallationSecrets;
import dev.aviary.leakscan.scan.LeakScan;
import dev.aviary.leakscan.scan.SinceLastScan;
import dev.aviary.leakscan.tables.TableTexts;
import dev.aviary.tenancy.Tenant;
import dev.aviary.tenancy.Tenants;
import dev.aviary.vault.Occasion;
import dev.aviary.vault.Purpose;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;

/**
 * Looks for what is new before files are read, in every attempt anew: how far each was read is known, and logs may have been renamed since the attempt that was
 * killed.
 */
final class ScanPlanning implements StepExecutionListener {

    private static final Logger log = LoggerFactory.getLogger(ScanPlanning.class);

    /** In the run's context: when its first attempt began. */
    static final String SINCE = "since";

    private final JobRepository repository;
    private final Readings readings;
    private final FindingRecorder recorder;
    private final TableTexts tables;
    private final InstallationSecrets secrets;
    private final Tenants tenants;
    private final RunLeases leases;
    private final CurrentScan current;
    private final Clock clock;

    ScanPlanning(
            JobRepository repository,
            Readings readings,
            FindingRecorder recorder,
            TableTexts tables,
            InstallationSecrets secrets,
            Tenants tenants,
            RunLeases leases,
            CurrentScan current,
            Clock clock) {
        this.repository = repository;
        this.readings = readings;
        this.recorder = recorder;
        this.tables = tables;
        this.secrets = secrets;
        this.tenants = tenants;
        this.leases = leases;
        this.current = current;
        this.clock = clock;
    }

    @Override
    public void beforeStep(StepExecution execution) {
        rememberWhenTheRunBegan(execution.getJobExecution());
        var lease = leases.of(execution.getJobExecution());
        var parameters = new ScanParameters(execution.getJobExecution().getJobParameters());
        var patterns = LeakScan.of(clock, parameters.rules());
        patterns.endedAllowances().forEach(log::warn);
        var all = tenants.all().stream().map(Tenant::id).toList();
        var scan = secrets.addedTo(patterns, all, Occasion.inRun(Purpose.FINGERPRINT, lease.run()));
        var planned = SinceLastScan.plan(
                scan,
                readings,
                recorder,
                new Ownership(lease.run(), lease.fence()),
                parameters.paths(),
                parameters.hasTables() ? tables.all() : List.of(),
                current.report(parameters.allPaths()),
                clock);
        current.begin(planned);
        var standing = planned.standing();
        log.info(
                "Run {}: {} bytes to read in {} files; nothing new in {} files",
                lease.run(),
                standing.bytes(),
                standing.files(),
                standing.unchanged());
    }

    /** The first of its attempts: what a killed one found is news of the run all the same. */
    private void rememberWhenTheRunBegan(JobExecution run) {
        var context = run.getExecutionContext();
        if (!context.containsKey(SINCE)) {
            context.putString(SINCE, clock.instant().toString());
            repository.updateExecutionContext(run);
        }
    }

    @Override
    public @Nullable ExitStatus afterStep(StepExecution execution) {
        if (execution.getStatus() != BatchStatus.COMPLETED) {
            current.drop();
        }
        return null;
    }
}
