package dev.aviary.keyrotation;

import dev.aviary.audit.Acting;
import dev.aviary.audit.Actor;
import dev.aviary.audit.AuditLog;
import dev.aviary.jobs.RunLease;
import dev.aviary.jobs.RunLeases;
import dev.aviary.keys.KeyUnusableException;
import dev.aviary.keys.KeyUpkeep;
import dev.aviary.keys.UpkeepStoppedException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.AbstractStep;
import org.springframework.batch.core.step.StepExecution;

/**
 * Looks after the keys of tenant after tenant. It is a step of its own kind, because each page of the upkeep is a transaction by itself. Nothing is kept on how far
 * it is: what is left to do is to be seen in keysets and rows, and a second owner could do no harm (docs/adr/0012).
 */
final class UpkeepStep extends AbstractStep {

    private static final Logger log = LoggerFactory.getLogger(UpkeepStep.class);
    private static final String SINCE = "since";

    private final KeyUpkeep upkeep;
    private final AuditLog audit;
    private final RunLeases leases;
    private final Clock clock;

    UpkeepStep(JobRepository repository, KeyUpkeep upkeep, AuditLog audit, RunLeases leases, Clock clock) {
        super(repository);
        setName("upkeep");
        this.upkeep = upkeep;
        this.audit = audit;
        this.leases = leases;
        this.clock = clock;
    }

    @Override
    protected void doExecute(StepExecution execution) throws JobInterruptedException {
        var lease = leases.of(execution.getJobExecution());
        try {
            Acting.as(Actor.run(KeyRotations.JOB, lease.run()), () -> act(execution, lease));
        } catch (UpkeepStoppedException e) {
            execution.setTerminateOnly();
            throw new JobInterruptedException("Run " + lease.run() + " was asked to stop");
        }
    }

    private void act(StepExecution execution, RunLease lease) {
        var parameters = execution.getJobExecution().getJobParameters();
        var act = Act.of(parameters.getString(KeyRotations.ACT)).orElseThrow();
        var watch = new RunWatch(execution, lease, audit, getJobRepository());
        if (act == Act.REWRAP) {
            upkeep.rewrap(parameters.getString(KeyRotations.TO), watch);
            return;
        }
        var tenant = parameters.getString(KeyRotations.TENANT);
        var since = since(execution);
        var failed = 0;
        for (var id : tenant == null ? upkeep.tenants() : List.of(UUID.fromString(tenant))) {
            failed += lookAfter(act, id, since, watch) ? 0 : 1;
        }
        if (failed > 0) {
            execution.setExitStatus(
                    new ExitStatus("COMPLETED_WITH_TROUBLE", failed + " tenants failed; the log says why"));
        }
    }

    /** One tenant's trouble is its own. */
    private boolean lookAfter(Act act, UUID tenant, Instant since, RunWatch watch) {
        try {
            if (act == Act.EPOCH) {
                upkeep.closeEpoch(tenant, since, watch);
            } else {
                var result = upkeep.rotate(tenant, since, watch);
                log.info(
                        "Tenant {}: {} old keys retired, {} wait, {} values under those",
                        tenant,
                        result.retired(),
                        result.waiting(),
                        result.inUse());
            }
            return true;
        } catch (KeyUnusableException e) {
            log.warn("Keys of tenant {} were not looked after: {}", tenant, e.getMessage());
            return false;
        }
    }

    /** When the run began, however often it was taken up again: what happened after that need not happen again. */
    private Instant since(StepExecution execution) {
        var context = execution.getExecutionContext();
        if (!context.containsKey(SINCE)) {
            context.putString(SINCE, clock.instant().toString());
            getJobRepository().updateExecutionContext(execution);
        }
        return Instant.parse(context.getString(SINCE));
    }
}
