package dev.aviary.sync;

import dev.aviary.finch.Finch;
import dev.aviary.jobs.RunLease;
import dev.aviary.vault.Occasion;
import dev.aviary.vault.Purpose;
import dev.aviary.vault.TokenVault;
import org.springframework.stereotype.Component;

/** Opens the reading of a connection. */
@Component
class Pulls {

    private final TokenVault vault;
    private final Finch finch;
    private final AbandonableCalls calls;
    private final PageCommit commit;
    private final SyncTasks tasks;

    Pulls(TokenVault vault, Finch finch, AbandonableCalls calls, PageCommit commit, SyncTasks tasks) {
        this.vault = vault;
        this.finch = finch;
        this.calls = calls;
        this.commit = commit;
        this.tasks = tasks;
    }

    Pull of(SyncTask task, RunLease lease) {
        return new Pull(task, lease, this);
    }

    /** One call to Finch with the connection's token, lent for just this call. */
    <T> T ask(SyncTask task, RunLease lease, Purpose purpose, FinchCall<T> call) {
        tasks.spent(task);
        var occasion = Occasion.inRun(purpose, task.run());
        return calls.await(
                () -> vault.lend(task.tenant(), task.connection(), occasion, token -> call.with(finch, token)),
                lease::mustStop);
    }

    /** Finch knows the token: what it replaced is not needed any more. */
    void tokenWorks(SyncTask task) {
        vault.confirm(task.connection());
    }

    /** Finch does not know the token. @return whether there is an older one to try in the next run */
    boolean hasOlderToken(SyncTask task) {
        return vault.restore(task.tenant(), task.connection(), Occasion.inRun(Purpose.RESTORE, task.run()));
    }

    PageCommit commit() {
        return commit;
    }

    SyncTasks tasks() {
        return tasks;
    }
}
