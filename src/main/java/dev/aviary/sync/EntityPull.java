package dev.aviary.sync;

import dev.aviary.finch.Answer;
import dev.aviary.finch.FinchException;
import dev.aviary.jobs.RunLease;
import dev.aviary.store.EntityScope;
import dev.aviary.store.PreparedRows;
import dev.aviary.tenancy.EntityId;
import java.util.List;

/** The reading of one entity: a {@link Pull} that knows its scope and commits pages. */
class EntityPull extends Pull {

    /** A batch answer can break off in the middle; the page is then asked for once more. */
    private static final int TRIES = 2;

    private final Pulls pulls;
    private final EntityId entity;

    EntityPull(SyncTask task, RunLease lease, Pulls pulls, EntityId entity) {
        super(task, lease, pulls);
        this.pulls = pulls;
        this.entity = entity;
    }

    EntityId entity() {
        return entity;
    }

    EntityScope scope() {
        return new EntityScope(task().tenant(), task().connection(), entity);
    }

    /**
     * A read that must bring data.
     *
     * @throws NotYetException on 202
     */
    <T> Answer.Data<T> read(FinchCall<Answer<T>> call) {
        if (ask(call) instanceof Answer.Data<T> data) {
            return data;
        }
        throw new NotYetException();
    }

    /** As {@link #read}, for answers that are read as a stream and may break off: {@code call} must start afresh each time. */
    <T> Answer.Data<T> readPage(FinchCall<Answer<T>> call) {
        for (int attempt = 1; ; attempt++) {
            try {
                return read(call);
            } catch (FinchException e) {
                if (attempt == TRIES || !isBrokenOff(e)) {
                    throw e;
                }
            }
        }
    }

    static boolean isBrokenOff(FinchException e) {
        return switch (e.problem()) {
            case UNREADABLE_ANSWER, UNREACHABLE -> true;
            case REAUTH,
                    ACCOUNT_SETUP_REQUIRED,
                    TOKEN_DEAD,
                    CLIENT_REFUSED,
                    CODE_REFUSED,
                    PAYMENT_REQUIRED,
                    MISSING_PRODUCT,
                    NO_PERMISSION,
                    NOT_OFFERED,
                    NOT_FOUND,
                    REFUSED,
                    APPLICATION_LIMIT,
                    HOST_LIMIT,
                    PROVIDER_LIMIT,
                    SERVER -> false;
        };
    }

    /** Where reading stands in this stage: 0 unless a former attempt got further. */
    int pageIn(Stage stage) {
        return cursor().isIn(entity) && cursor().stage() == stage ? cursor().page() : 0;
    }

    /** The rows of a page, what belongs to them, and the cursor behind them, in one transaction. */
    void commit(Stage stage, int nextPage, List<PreparedRows> rows, List<ItemFailure> failures, Runnable bookkeeping) {
        checkStop();
        pulls.commit().page(this, new Cursor(entity, stage, nextPage), rows, failures, bookkeeping);
    }
}
