package dev.aviary.sync;

import dev.aviary.finch.BatchItem;
import dev.aviary.store.PreparedRows;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Takes the items of a batch answer as they stream in: compares and seals a portion at a time, and notes what was asked for and did not come. */
final class BatchItems<T> implements Consumer<BatchItem<T>> {

    private static final int PORTION = 1_000;

    private final Set<String> open;
    private final Function<List<T>, PreparedRows> prepare;
    private final List<PreparedRows> rows = new ArrayList<>();
    private final List<ItemFailure> failures = new ArrayList<>();
    private List<T> portion = new ArrayList<>();

    BatchItems(Collection<String> asked, Function<List<T>, PreparedRows> prepare) {
        this.open = new LinkedHashSet<>(asked);
        this.prepare = prepare;
    }

    @Override
    public void accept(BatchItem<T> item) {
        if (!open.remove(item.id())) {
            failures.add(new ItemFailure(item.id(), 0, "not_asked_for"));
        } else if (item instanceof BatchItem.Found<T> found) {
            take(found.body());
        } else if (item instanceof BatchItem.Failed<T> failed) {
            failures.add(new ItemFailure(failed.id(), failed.code(), failed.word()));
        } else {
            failures.add(new ItemFailure(item.id(), 202, "data_sync_in_progress"));
        }
    }

    private void take(T body) {
        portion.add(body);
        if (portion.size() == PORTION) {
            flush();
        }
    }

    private void flush() {
        if (!portion.isEmpty()) {
            rows.add(prepare.apply(portion));
            portion = new ArrayList<>();
        }
    }

    /** Called when the answer has ended: what is still open was not answered. */
    BatchItems<T> complete() {
        flush();
        open.forEach(id -> failures.add(new ItemFailure(id, 0, "not_answered")));
        open.clear();
        return this;
    }

    List<PreparedRows> rows() {
        return rows;
    }

    List<ItemFailure> failures() {
        return failures;
    }
}
