package dev.aviary.sync;

import dev.aviary.finch.BatchItem;
import dev.aviary.finch.Finch;
import dev.aviary.finch.FinchException;
import dev.aviary.finch.PayStatement;
import dev.aviary.finch.PayStatementPage;
import dev.aviary.finch.PayStatementRequest;
import dev.aviary.store.EmploymentStore;
import dev.aviary.store.StatementsState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * Reads pay statements, ten payments a request, each payment page by page until Finch's count is reached (finch-api 2.12). What arrives is committed in
 * portions while the answer streams in, each with its payment's offset, so that a large payment needs little memory and a restart repeats nothing.
 */
@Component
class StatementReader implements StageReader {

    private static final int PORTION = 2_000;

    private final EmploymentStore store;
    private final Statements statements;
    private final Disappearances disappeared;
    private final SyncProperties properties;

    StatementReader(
            EmploymentStore store, Statements statements, Disappearances disappeared, SyncProperties properties) {
        this.store = store;
        this.statements = statements;
        this.disappeared = disappeared;
        this.properties = properties;
    }

    @Override
    public Set<Stage> stages() {
        return Set.of(Stage.PAY_STATEMENT);
    }

    @Override
    public void read(EntityPull pull, Stage stage, Set<String> granted) {
        var page = pull.pageIn(stage);
        var mayBreakOff = true;
        for (var open = next(pull); !open.isEmpty(); open = next(pull)) {
            var offsets = new LinkedHashMap<String, Integer>();
            open.forEach(payment -> offsets.put(payment.payment(), payment.offset()));
            try {
                read(pull, page++, offsets);
                mayBreakOff = true;
            } catch (FinchException e) {
                // What came before the break is committed; what is open still is asked for once more.
                if (!mayBreakOff || !EntityPull.isBrokenOff(e)) {
                    throw e;
                }
                mayBreakOff = false;
            }
        }
    }

    private List<Statements.Open> next(EntityPull pull) {
        return statements.open(pull, Finch.MAX_PAYMENTS);
    }

    private void read(EntityPull pull, int page, Map<String, Integer> offsets) {
        var requests = offsets.entrySet().stream()
                .map(payment ->
                        new PayStatementRequest(payment.getKey(), properties.statementPage(), payment.getValue()))
                .toList();
        var answered = pull.read((finch, token) -> {
            var portions = new Portions(pull, page, offsets);
            return finch.payStatements(token, pull.entity(), requests, portions).map(count -> portions);
        });
        answered.value().complete();
    }

    /** The items of one answer, committed portion by portion. */
    private final class Portions implements Consumer<BatchItem<PayStatementPage>> {

        private final EntityPull pull;
        private final int page;
        private final Map<String, Integer> open;
        private final Map<String, List<PayStatement>> rows = new LinkedHashMap<>();
        private final List<ItemFailure> failures = new ArrayList<>();
        private final List<Runnable> bookkeeping = new ArrayList<>();
        private int size;

        Portions(EntityPull pull, int page, Map<String, Integer> offsets) {
            this.pull = pull;
            this.page = page;
            this.open = new LinkedHashMap<>(offsets);
        }

        @Override
        public void accept(BatchItem<PayStatementPage> item) {
            var offset = open.remove(item.id());
            if (offset == null) {
                failures.add(new ItemFailure(item.id(), 0, "not_asked_for"));
            } else if (item instanceof BatchItem.Found<PayStatementPage> found) {
                take(item.id(), offset, found.body());
            } else if (item instanceof BatchItem.Failed<PayStatementPage> failed) {
                failures.add(new ItemFailure(failed.id(), failed.code(), failed.word()));
                ended(item.id(), StatementsState.FAILED);
            } else {
                failures.add(new ItemFailure(item.id(), 202, "data_sync_in_progress"));
                ended(item.id(), StatementsState.PENDING);
            }
            if (size >= PORTION) {
                flush();
            }
        }

        private void take(String payment, int offset, PayStatementPage found) {
            rows.put(payment, found.statements());
            size += found.statements().size();
            var unreadable = found.received() - found.statements().size();
            for (int i = 0; i < unreadable; i++) {
                failures.add(new ItemFailure(payment, 0, "unreadable_statement"));
            }
            if (isShort(offset, found)) {
                failures.add(new ItemFailure(payment, 0, "short_page"));
                ended(payment, StatementsState.FAILED);
            } else if (isLast(offset, found)) {
                ended(payment, StatementsState.COMPLETE);
                retain(payment, offset, found);
            } else {
                bookkeeping.add(() -> statements.readTo(pull, payment, offset + found.received()));
            }
        }

        private boolean isLast(int offset, PayStatementPage found) {
            var count = found.count();
            return found.received() == 0 || (count != null && offset + found.received() >= count);
        }

        /** Nothing comes although Finch counts more: statements are missing from the answer, not from the payment. */
        private boolean isShort(int offset, PayStatementPage found) {
            var count = found.count();
            return found.received() == 0 && count != null && offset < count;
        }

        /** Only an answer that has the whole payment, as Finch counts it, tells whose statements are there no more. */
        private void retain(String payment, int offset, PayStatementPage found) {
            var individuals = found.statements().stream()
                    .map(PayStatement::individualId)
                    .filter(Objects::nonNull)
                    .toList();
            if (offset == 0 && Integer.valueOf(individuals.size()).equals(found.count())) {
                bookkeeping.add(() -> disappeared.statements(pull, payment, individuals));
            }
        }

        private void ended(String payment, StatementsState state) {
            bookkeeping.add(() -> {
                statements.ended(pull, payment, state.name().toLowerCase(Locale.ROOT));
                store.statements(pull.scope(), List.of(payment), state);
            });
        }

        private void flush() {
            var prepared = rows.isEmpty()
                    ? List.<dev.aviary.store.PreparedRows>of()
                    : List.of(store.preparePayStatements(pull.scope(), rows));
            var notes = List.copyOf(bookkeeping);
            pull.commit(
                    Stage.PAY_STATEMENT, page + 1, prepared, List.copyOf(failures), () -> notes.forEach(Runnable::run));
            rows.clear();
            failures.clear();
            bookkeeping.clear();
            size = 0;
        }

        /** What was asked for and not answered counts as failed, or the run would ask for ever. */
        void complete() {
            List.copyOf(open.keySet()).forEach(payment -> {
                failures.add(new ItemFailure(payment, 0, "not_answered"));
                ended(payment, StatementsState.FAILED);
            });
            open.clear();
            flush();
        }
    }
}
