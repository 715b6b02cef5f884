package dev.aviary.sync;

import dev.aviary.finch.Payment;
import dev.aviary.store.EmploymentStore;
import dev.aviary.store.StatementsState;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Reads the payments of a window, and decides whose statements are read next: all of the window, because statements come late and are corrected, and
 * everything that is not complete from before. A payment that Finch no longer lists is gone only if it is young: of old ones, providers keep less and less.
 */
@Component
class PaymentReader implements StageReader {

    private final EmploymentStore store;
    private final Statements statements;
    private final Disappearances disappeared;
    private final SyncProperties properties;
    private final Clock clock;

    PaymentReader(
            EmploymentStore store,
            Statements statements,
            Disappearances disappeared,
            SyncProperties properties,
            Clock clock) {
        this.store = store;
        this.statements = statements;
        this.disappeared = disappeared;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public Set<Stage> stages() {
        return Set.of(Stage.PAYMENT);
    }

    @Override
    public void read(EntityPull pull, Stage stage, Set<String> granted) {
        if (pull.pageIn(stage) > 0) {
            return;
        }

        var from = windowStart(pull);
        var to = today().plusDays(properties.ahead().toDays());
        var payments = pull.read((finch, token) -> finch.payments(token, pull.entity(), from, to))
                .value();
        var rows = store.preparePayments(pull.scope(), payments);
        pull.commit(stage, 1, List.of(rows), List.of(), () -> {
            disappeared.payments(pull, rereadStart(), to, idsOf(payments));
            store.statements(pull.scope(), idsOf(payments), StatementsState.UNREAD);
            statements.plan(pull, store.paymentsToRead(pull.scope(), earliest()));
        });
    }

    /**
     * Everything Finch keeps on a full reading and as long as there is no payment of the entity; afterwards what can still change, and what has come since
     * payments were read last.
     */
    private LocalDate windowStart(EntityPull pull) {
        var newest = store.newestPayDate(pull.scope());
        return pull.task().isFullRead() || newest.isEmpty() ? earliest() : earlierOf(newest.get(), rereadStart());
    }

    private LocalDate rereadStart() {
        return today().minusDays(properties.reread().toDays());
    }

    private static LocalDate earlierOf(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    private LocalDate earliest() {
        return LocalDate.of(today().getYear() - properties.lookBackYears(), 1, 1);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static List<String> idsOf(List<Payment> payments) {
        return payments.stream().map(Payment::id).filter(Objects::nonNull).toList();
    }
}
