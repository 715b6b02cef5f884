package dev.aviary.keyrotation;

import dev.aviary.audit.Acting;
import dev.aviary.audit.Actor;
import dev.aviary.audit.AuditLog;
import dev.aviary.jobs.RunLease;
import dev.aviary.jobs.RunLeases;
import dev.aviary.keys.KeyShreddedException;
import dev.aviary.keys.KeyUnusableException;
import dev.aviary.keys.KeyUpkeep;
import dev.aviary.keys.UpkeepStoppedException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.AbstractStep;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.TransactionException;

/**
 * Looks after the keys of tenant after tenant. It is a step of its own kind, because each page of the upkeep is a transaction by itself. Nothing is kept on how far
 * it is: what is left to do is to be seen in keysets and rows, and a second owner could do no harm (docs/adr/0012).
 */
final class UpkeepStep extends AbstractStep {

    private static final Logger log = LoggerFactory.getLogger(UpkeepStep.class);
    private static final String SINCE = "since";
    private static final int MOST_NAMED = 5;

    private final KeyUpkeep upkeep;
    private final AuditLog audit;
    private final RunLeases leases;
    private final Clock clock;
    private final UpkeepProgress progress;

    UpkeepStep(
            JobRepository repository,
            KeyUpkeep upkeep,
            AuditLog audit,
            RunLeases leases,
            Clock clock,
            UpkeepProgress progress) {
        super(repository);
        this.progress = progress;
        setName("upkeep");
        // Does nothing the second time, and is when the owner was killed between this step and the end of the run,
        // which had no outcome otherwise.
        setAllowStartIfComplete(true);
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
        var watch = new RunWatch(execution, lease, audit, getJobRepository(), progress);
        progress.begin();
        execution.setExitStatus(
                act == Act.REWRAP
                        ? rewrap(parameters, since(execution), watch)
                        : lookAfter(act, tenants(parameters), since(execution), watch));
    }

    private ExitStatus rewrap(JobParameters parameters, Instant since, RunWatch watch) {
        var result = parameters.getString(KeyRotations.NEW_VERSION) != null
                ? upkeep.newKekVersion(since, watch)
                : upkeep.rewrap(parameters.getString(KeyRotations.TO), watch);
        var outcome = result.wrapped() + " keysets wrapped anew";
        return new ExitStatus(
                ExitStatus.COMPLETED.getExitCode(),
                result.retired() + result.waiting() == 0
                        ? outcome
                        : outcome + "; older versions of the key: " + result.retired() + " removed, " + result.waiting()
                                + " wait, " + result.inUse() + " keysets not of the newest");
    }

    private List<UUID> tenants(JobParameters parameters) {
        var tenant = parameters.getString(KeyRotations.TENANT);
        return tenant == null ? upkeep.tenants() : List.of(UUID.fromString(tenant));
    }

    private ExitStatus lookAfter(Act act, List<UUID> tenants, Instant since, RunWatch watch) {
        var failed = new ArrayList<UUID>();
        watch.tenants(0, tenants.size());
        for (var i = 0; i < tenants.size(); i++) {
            if (!lookAfter(act, tenants.get(i), since, watch)) {
                failed.add(tenants.get(i));
            }
            watch.tenants(i + 1L, tenants.size());
        }
        return failed.isEmpty() ? ExitStatus.COMPLETED : trouble(failed, tenants.size());
    }

    private static ExitStatus trouble(List<UUID> failed, int all) {
        var named = failed.stream()
                .limit(MOST_NAMED)
                .map(UUID::toString)
                .collect(Collectors.joining(", ", "", failed.size() > MOST_NAMED ? ", ..." : ""));
        return new ExitStatus(
                "COMPLETED_WITH_TROUBLE",
                failed.size() + " of " + all + " tenants failed (" + named + "); the log says why");
    }

    /** One tenant's trouble is its own, unless the next would fail of the same. */
    private boolean lookAfter(Act act, UUID tenant, Instant since, RunWatch watch) {
        try {
            if (act == Act.EPOCH) {
                upkeep.closeEpoch(tenant, since, watch);
            } else {
                rotate(tenant, since, watch);
            }
            return true;
        } catch (UpkeepStoppedException | DataAccessResourceFailureException | TransactionException e) {
            throw e;
        } catch (KeyUnusableException | KeyShreddedException e) {
            log.warn("Keys of tenant {} were not looked after: {}", tenant, e.getMessage());
            return false;
        } catch (RuntimeException e) {
            // Not its message: a library's may quote what it worked on.
            log.warn(
                    "Keys of tenant {} were not looked after: {}; the next run tries again",
                    tenant,
                    e.getClass().getSimpleName());
            return false;
        }
    }

    private void rotate(UUID tenant, Instant since, RunWatch watch) {
        var result = upkeep.rotate(tenant, since, watch);
        log.info(
                "Tenant {}: {} old keys retired, {} wait, {} values under those",
                tenant,
                result.retired(),
                result.waiting(),
                result.inUse());
    }

    /** When the run began, however often it was taken up again, even after this step was through: what happened after that need not happen again. */
    private Instant since(StepExecution execution) {
        var run = execution.getJobExecution();
        var context = run.getExecutionContext();
        if (!context.containsKey(SINCE)) {
            var now = clock.instant();
            var isVersion = run.getJobParameters().getString(KeyRotations.NEW_VERSION) != null;
            context.putString(SINCE, (isVersion ? upkeep.afterKekVersion(now) : now).toString());
            getJobRepository().updateExecutionContext(run);
        }
        return Instant.parse(context.getString(SINCE));
    }
}
