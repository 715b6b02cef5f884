package dev.aviary.sync;

import dev.aviary.store.EmploymentStore;
import dev.aviary.store.PreparedRows;
import dev.aviary.store.RowCounts;
import java.util.ArrayList;
import java.util.List;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One transaction per page: the cursor first, because its row carries the fence and locks out every other owner; then the rows. A deadlock with
 * another connection's page is tried again; the transaction had no other effect.
 */
@Component
class PageCommit {

    private static final int TRIES = 5;

    private final TransactionTemplate transaction;
    private final EmploymentStore store;
    private final SyncTasks tasks;

    PageCommit(TransactionTemplate transaction, EmploymentStore store, SyncTasks tasks) {
        this.transaction = transaction;
        this.store = store;
        this.tasks = tasks;
    }

    void page(EntityPull pull, Cursor next, List<PreparedRows> rows, List<ItemFailure> failures, Runnable bookkeeping) {
        for (int attempt = 1; ; attempt++) {
            try {
                transaction.executeWithoutResult(status -> write(pull, next, rows, failures, bookkeeping));
                pull.task().moveTo(next);
                return;
            } catch (PessimisticLockingFailureException e) {
                if (attempt == TRIES) {
                    throw e;
                }
            }
        }
    }

    private void write(
            EntityPull pull, Cursor next, List<PreparedRows> rows, List<ItemFailure> failures, Runnable bookkeeping) {
        var all = withRejections(rows, failures);
        var counts = rows.stream().map(PreparedRows::counts).reduce(RowCounts.NONE, RowCounts::plus);
        tasks.advance(pull.task(), next, counts, all.size());
        rows.forEach(prepared -> store.write(prepared, pull.task().run()));
        tasks.failed(pull.task(), pull.entity(), next.stage(), all);
        bookkeeping.run();
    }

    private static List<ItemFailure> withRejections(List<PreparedRows> rows, List<ItemFailure> failures) {
        var all = new ArrayList<>(failures);
        for (var prepared : rows) {
            prepared.rejected().forEach(rejection -> all.add(new ItemFailure(rejection.id(), 0, rejection.reason())));
        }
        return all;
    }
}
