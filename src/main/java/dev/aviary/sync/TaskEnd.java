package dev.aviary.sync;

import dev.aviary.finch.FinchProblem;
import dev.aviary.tenancy.ConnectionState;
import dev.aviary.tenancy.Connections;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** How a task ends: its own state and the connection's, in one transaction. */
@Component
class TaskEnd {

    private final SyncTasks tasks;
    private final Connections connections;
    private final TransactionTemplate transaction;
    private final Clock clock;

    TaskEnd(SyncTasks tasks, Connections connections, TransactionTemplate transaction, Clock clock) {
        this.tasks = tasks;
        this.connections = connections;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Everything granted was read, as far as Finch has it. */
    void done(SyncTask task, @Nullable String dataAsOf) {
        if (tasks.isWaiting(task)) {
            waiting(task, "data_not_there_yet");
            return;
        }
        var missing = tasks.missingOf(task);
        transaction.executeWithoutResult(status -> {
            tasks.end(task, TaskState.DONE, null);
            connections.become(
                    task.connection(),
                    missing.isEmpty() ? ConnectionState.CONNECTED : ConnectionState.MISSING_PRODUCT,
                    missing.isEmpty() ? null : missing.get(0));
            connections.synced(task.connection(), clock.instant(), tasks.hasItemsToComeBackFor(task) ? null : dataAsOf);
        });
    }

    void upToDate(SyncTask task) {
        transaction.executeWithoutResult(status -> {
            tasks.end(task, TaskState.UP_TO_DATE, null);
            var connection = connections.find(task.connection()).orElseThrow();
            connections.synced(task.connection(), clock.instant(), connection.dataAsOf());
        });
    }

    void waiting(SyncTask task, String cause) {
        end(task, TaskState.WAITING, ConnectionState.PROCESSING, cause);
    }

    void late(SyncTask task, FinchProblem problem, String cause) {
        var state =
                switch (problem) {
                    case REAUTH -> ConnectionState.REAUTH;
                    case ACCOUNT_SETUP_REQUIRED -> ConnectionState.ACCOUNT_SETUP_REQUIRED;
                    case NO_PERMISSION -> ConnectionState.NO_PERMISSION;
                    case TOKEN_DEAD -> ConnectionState.TOKEN_DEAD;
                    case CLIENT_REFUSED,
                            CODE_REFUSED,
                            PAYMENT_REQUIRED,
                            MISSING_PRODUCT,
                            NOT_OFFERED,
                            NOT_FOUND,
                            REFUSED,
                            APPLICATION_LIMIT,
                            HOST_LIMIT,
                            PROVIDER_LIMIT,
                            SERVER,
                            UNREACHABLE,
                            UNREADABLE_ANSWER ->
                        throw new IllegalStateException(problem + " is no state of a connection");
                };
        end(task, TaskState.LATE, state, cause);
    }

    /** Somebody has to thaw the tenant. The connection keeps its state: nothing is wrong with it. */
    void frozen(SyncTask task) {
        transaction.executeWithoutResult(status -> tasks.end(task, TaskState.LATE, "tenant_frozen"));
    }

    /** The connection keeps its state: what broke may be ours. */
    void failed(SyncTask task, String cause) {
        transaction.executeWithoutResult(status -> tasks.end(task, TaskState.FAILED, cause));
    }

    private void end(SyncTask task, TaskState state, ConnectionState connectionState, String cause) {
        transaction.executeWithoutResult(status -> {
            tasks.end(task, state, cause);
            connections.become(task.connection(), connectionState, cause);
        });
    }
}
