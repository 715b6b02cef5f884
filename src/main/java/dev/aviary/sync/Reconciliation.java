package dev.aviary.sync;

import dev.aviary.jobs.RunLeases;
import dev.aviary.store.EmploymentStore;
import dev.aviary.store.EntityScope;
import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.stereotype.Component;

/**
 * Who has disappeared. A person is marked gone after two complete directory readings in a row without them; a mass disappearance is a warning and
 * counts nobody (law 9, finch-api 10.9). One entity per transaction, each once per run.
 */
@Component
class Reconciliation implements Tasklet {

    private static final Logger log = LoggerFactory.getLogger(Reconciliation.class);
    private static final int READS_UNTIL_GONE = 2;

    private final DirectoryPages pages;
    private final EmploymentStore store;
    private final ReconciledTasks tasks;
    private final RunLeases leases;
    private final SyncProperties properties;
    private final Clock clock;

    Reconciliation(
            DirectoryPages pages,
            EmploymentStore store,
            ReconciledTasks tasks,
            RunLeases leases,
            SyncProperties properties,
            Clock clock) {
        this.pages = pages;
        this.store = store;
        this.tasks = tasks;
        this.leases = leases;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        var lease = leases.of(contribution.getStepExecution().getJobExecution());
        var next = pages.complete(lease.run()).stream().findFirst();
        if (next.isEmpty() || lease.mustStop()) {
            if (lease.mustStop()) {
                contribution.getStepExecution().setTerminateOnly();
            }
            return RepeatStatus.FINISHED;
        }

        reconcile(lease.run(), lease.fence(), next.get());
        return RepeatStatus.CONTINUABLE;
    }

    private void reconcile(long run, long fence, DirectoryPages.CompleteRead read) {
        var tenant = tasks.guard(run, fence, read.connection());
        var scope = new EntityScope(tenant, read.connection(), read.entity());
        var present = store.presentIndividuals(scope);
        var seen = pages.individuals(run, read.connection(), read.entity());
        var absent = DirectoryPages.difference(present.keySet(), seen);
        if (properties.isMass(absent.size(), present.size())) {
            log.warn(
                    "{} of {} people of connection {}, entity {} are missing from the directory at once; nobody is marked gone",
                    absent.size(),
                    present.size(),
                    read.connection(),
                    read.entity());
            tasks.warn(run, read.connection(), "mass_disappearance");
        } else {
            mark(scope, present, absent, run);
        }
        pages.forget(run, read.connection(), read.entity());
    }

    private void mark(EntityScope scope, Map<String, Integer> present, Set<String> absent, long run) {
        var gone = new HashSet<String>();
        for (var id : absent) {
            if (present.getOrDefault(id, 0) + 1 >= READS_UNTIL_GONE) {
                gone.add(id);
            }
        }
        store.absentAgain(scope, absent);
        var counts = store.markGone(scope, gone, run, clock.instant());
        tasks.gone(run, scope.connection(), counts.gone());
    }
}
