package dev.aviary.sync;

import dev.aviary.finch.Finch;
import dev.aviary.finch.Introspection;
import dev.aviary.jobs.RunLease;
import dev.aviary.tenancy.EntityId;
import dev.aviary.vault.Purpose;

/** The reading of one connection by one worker: asks Finch, knows how far it is. */
class Pull {

    private final SyncTask task;
    private final RunLease lease;
    private final Pulls pulls;

    Pull(SyncTask task, RunLease lease, Pulls pulls) {
        this.task = task;
        this.lease = lease;
        this.pulls = pulls;
    }

    EntityPull in(EntityId entity) {
        return new EntityPull(task, lease, pulls, entity);
    }

    /**
     * @throws StopRequestedException if the run has to stop before Finch answers
     */
    <T> T ask(FinchCall<T> call) {
        return pulls.ask(task, lease, Purpose.SYNC_READ, call);
    }

    /**
     * Asks how the connection stands.
     *
     * @throws StopRequestedException if the run has to stop before Finch answers
     */
    Introspection introspect() {
        return pulls.ask(task, lease, Purpose.INTROSPECT, Finch::introspect);
    }

    SyncTask task() {
        return task;
    }

    Cursor cursor() {
        return task.cursor();
    }

    void warn(String word) {
        pulls.tasks().warn(task, word);
    }

    /** @throws StopRequestedException if the run has to stop */
    void checkStop() {
        if (lease.mustStop()) {
            throw new StopRequestedException();
        }
    }
}
