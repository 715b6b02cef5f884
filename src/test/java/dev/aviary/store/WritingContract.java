package dev.aviary.store;

import static dev.aviary.store.People.employment;
import static dev.aviary.store.People.entry;
import static dev.aviary.store.People.individual;
import static dev.aviary.store.People.payment;
import static dev.aviary.store.People.statement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aviary.finch.Benefit;
import dev.aviary.finch.DirectoryEntry;
import dev.aviary.tenancy.EntityId;
import dev.aviary.tenancy.TenantId;
import dev.aviary.testing.TestDatabase;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a write does to rows and to the change feed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WritingContract {

    TestStore store;

    abstract TestDatabase database();

    @BeforeAll
    void open() {
        store = TestStore.on(database());
    }

    @Test
    void addsNewRowsAndTellsTheFeed() {
        var scope = store.newScope();

        var counts = store.write(store.prepareDirectory(scope, List.of(entry("b"), entry("a"))), 7);

        assertThat(counts).isEqualTo(new RowCounts(2, 0, 0, 0));
        assertThat(store.feed(scope, 7)).containsExactly("directory_entry a a added", "directory_entry b b added");
    }

    @Test
    void leavesUnchangedRowsAlone() {
        var scope = store.newScope();
        var people = List.of(individual("a", "a@home.example", "111-11-1111"), individual("b", "b@home.example", null));
        store.write(store.prepareIndividuals(scope, people));

        var again = (PreparedPage) store.prepareIndividuals(scope, people);

        assertThat(again.counts()).isEqualTo(new RowCounts(0, 0, 2, 0));
        assertThat(again.rows()).isEmpty();
        assertThat(store.write(again, 8).unchanged()).isEqualTo(2);
        assertThat(store.feed(scope, 8)).isEmpty();
    }

    @Test
    void writesOnlyWhatChanged() {
        var scope = store.newScope();
        store.write(store.prepareEmployments(scope, List.of(employment("a", "Clerk"), employment("b", "Clerk"))));

        var counts = store.write(
                store.prepareEmployments(scope, List.of(employment("a", "Clerk"), employment("b", "Foreman"))), 9);

        assertThat(counts).isEqualTo(new RowCounts(0, 1, 1, 0));
        assertThat(store.feed(scope, 9)).containsExactly("employment b b changed");
        assertThat(store.jdbc()
                        .queryForObject(
                                "SELECT title FROM employment WHERE connection_id = ? AND individual_id = 'b'",
                                String.class,
                                scope.connection().value()))
                .isEqualTo("Foreman");
    }

    @Test
    void replacesTheIncomesOfAChangedEmployment() {
        var scope = store.newScope();
        var random = new RandomRecords(11);
        for (var round = 0; round < 10; round++) {
            var employment = random.employment("a");

            store.write(store.prepareEmployments(scope, List.of(employment)));

            assertThat(store.records().employment(new IndividualRef(scope, "a")))
                    .contains(employment);
        }
    }

    @Test
    void keepsTheLastOfDuplicates() {
        var scope = store.newScope();

        var counts = store.write(store.prepareDirectory(scope, List.of(entry("a", "First"), entry("a", "Last"))));

        assertThat(counts).isEqualTo(new RowCounts(1, 0, 0, 0));
        assertThat(store.records().directoryEntry(new IndividualRef(scope, "a")))
                .contains(entry("a", "Last"));
    }

    @Test
    void rejectsRecordsWithoutAnIdAndStoresTheOthers() {
        var scope = store.newScope();
        var page = new ArrayList<DirectoryEntry>();
        page.add(new RandomRecords(1).directoryEntry(null));
        page.add(entry("with blank"));
        page.add(entry("x".repeat(101)));
        page.add(entry("ü"));
        page.add(entry("a"));

        var prepared = store.prepareDirectory(scope, page);

        assertThat(prepared.rejected())
                .extracting(Rejection::reason)
                .containsExactly("id_missing", "id_invalid", "id_invalid", "id_invalid");
        assertThat(store.write(prepared).added()).isOne();
    }

    @Test
    void rejectsARecordThatNoPacketHoldsAndStoresTheOthers() {
        var scope = store.newScope();
        var huge = new Benefit("huge", "401k", null, null, null, Map.of("blob", "x".repeat(7 << 20)));
        var large = new Benefit("large", "401k", null, null, null, Map.of("blob", "'".repeat(6 << 20)));

        var prepared = store.prepareBenefits(scope, List.of(huge, large, People.benefit("small")));

        assertThat(prepared.rejected()).containsExactly(new Rejection("huge", "too_large"));
        assertThat(store.write(prepared).added()).isEqualTo(2);
    }

    @Test
    void splitsAPageThatNoPacketHolds() {
        var scope = store.newScope();
        var large = IntStream.range(0, 12)
                .mapToObj(i -> new Benefit("b" + i, null, null, null, null, Map.of("blob", "x".repeat(1 << 20))))
                .toList();

        assertThat(store.write(store.prepareBenefits(scope, large)).added()).isEqualTo(12);
    }

    @Test
    void doesNotMindTheOrderOfUnknownFields() {
        var scope = store.newScope();
        var one = new LinkedHashMap<String, Object>();
        one.put("a", Map.of("x", 1));
        one.put("b", 2);
        var other = new LinkedHashMap<String, Object>();
        other.put("b", 2);
        other.put("a", Map.of("x", 1));
        store.write(store.prepareBenefits(scope, List.of(new Benefit("b1", null, null, null, null, one))));

        var again = store.prepareBenefits(scope, List.of(new Benefit("b1", null, null, null, null, other)));

        assertThat(again.counts().unchanged()).isOne();
    }

    @Test
    void noticesAChangedUnknownField() {
        var scope = store.newScope();
        store.write(store.prepareBenefits(
                scope, List.of(new Benefit("b1", null, null, null, null, Map.of("n", Map.of("deep", 1))))));

        var again = store.prepareBenefits(
                scope, List.of(new Benefit("b1", null, null, null, null, Map.of("n", Map.of("deep", 2)))));

        assertThat(again.counts().changed()).isOne();
    }

    @Test
    void keepsAPersonOfTwoEntitiesApart() {
        var one = store.newScope();
        var other = new EntityScope(one.tenant(), one.connection(), new EntityId("second"));
        store.write(store.prepareEmployments(one, List.of(employment("a", "Clerk"))));

        var counts = store.write(store.prepareEmployments(other, List.of(employment("a", "Foreman"))));

        assertThat(counts.added()).isOne();
        assertThat(store.records().employment(new IndividualRef(one, "a"))).contains(employment("a", "Clerk"));
        assertThat(store.records().employment(new IndividualRef(other, "a"))).contains(employment("a", "Foreman"));
    }

    @Test
    void keepsDifferentStatementsOfOnePersonSideBySide() {
        var scope = store.newScope();
        var regular = statement("a", "regular_payroll", 100);
        var bonus = statement("a", "one_time_payment", 50);

        store.write(store.preparePayStatements(scope, "p", List.of(regular, bonus, regular)));

        assertThat(store.records().payStatements(new IndividualRef(scope, "a"), "p"))
                .containsExactly(regular, bonus);
    }

    @Test
    void marksAStatementGoneThatIsNoLongerSent() {
        var scope = store.newScope();
        var regular = statement("a", "regular_payroll", 100);
        var bonus = statement("a", "one_time_payment", 50);
        store.write(store.preparePayStatements(scope, "p", List.of(regular, bonus)));

        var counts = store.write(store.preparePayStatements(scope, "p", List.of(regular)), 4);

        assertThat(counts).isEqualTo(new RowCounts(0, 0, 1, 1));
        assertThat(store.records().payStatements(new IndividualRef(scope, "a"), "p"))
                .containsExactly(regular);
        assertThat(store.feed(scope, 4)).containsExactly("pay_statement p a gone");
    }

    @Test
    void takesStatementsOfSeveralPayments() {
        var scope = store.newScope();
        var statements = Map.of("p", List.of(statement("a", null, 100)), "q", List.of(statement("a", null, 100)));
        store.write(store.face().preparePayStatements(scope, statements));

        assertThat(store.face().preparePayStatements(scope, statements).counts())
                .isEqualTo(new RowCounts(0, 0, 2, 0));
    }

    @Test
    void leavesNothingBehindWhenTheTransactionFails() {
        var scope = store.newScope();
        var prepared = store.prepareIndividuals(scope, List.of(individual("a", "a@home.example", null)));

        assertThatThrownBy(() -> store.transactions().executeWithoutResult(status -> {
                    store.face().write(prepared, 5);
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");

        assertThat(store.feed(scope, 5)).isEmpty();
        assertThat(store.records().individual(new IndividualRef(scope, "a"))).isEmpty();
        assertThat(store.records().findByEmail(scope.tenant(), "a@home.example"))
                .isEmpty();
        assertThat(store.write(prepared, 5).added()).isOne();
    }

    @Test
    void letsWritersOfDifferentConnectionsRunAtOnce() throws Exception {
        var tenant = new TenantId(new java.util.UUID(1, 99));
        var scopes = IntStream.range(0, 4).mapToObj(i -> store.newScope(tenant)).toList();
        var writers = Executors.newFixedThreadPool(4);
        try {
            var work = scopes.stream()
                    .<Callable<RowCounts>>map(scope -> () -> writeRounds(scope))
                    .toList();

            for (var done : writers.invokeAll(work)) {
                assertThat(done.get()).isEqualTo(new RowCounts(150, 150 * 4, 0, 0));
            }
        } finally {
            writers.shutdownNow();
        }
    }

    private RowCounts writeRounds(EntityScope scope) {
        var counts = RowCounts.NONE;
        for (var round = 0; round < 5; round++) {
            var home = "@home" + round + ".example";
            var page = IntStream.range(0, 150)
                    .mapToObj(i -> individual("id" + i, i + home, null))
                    .toList();
            counts = counts.plus(store.write(store.prepareIndividuals(scope, page)));
        }
        return counts;
    }

    @Test
    void findsPeopleByEmailWhateverItsCase() {
        var scope = store.newScope();
        store.write(store.prepareIndividuals(scope, List.of(individual("a", "Ira.Voss@Home.Example", null))));

        assertThat(store.records().findByEmail(scope.tenant(), " ira.voss@home.example "))
                .containsExactly(new IndividualRef(scope, "a"));
    }

    @Test
    void findsPeopleBySsnWhateverItsPunctuation() {
        var scope = store.newScope();
        store.write(store.prepareIndividuals(scope, List.of(individual("a", "a@home.example", "123-45-6789"))));

        assertThat(store.records().findBySsn(scope.tenant(), "123456789"))
                .containsExactly(new IndividualRef(scope, "a"));
    }

    @Test
    void findsNobodyByAMaskedSsn() {
        var scope = store.newScope();
        store.write(store.prepareIndividuals(scope, List.of(individual("a", "a@home.example", "XXX-XX-6789"))));

        assertThat(store.records().findBySsn(scope.tenant(), "XXX-XX-6789")).isEmpty();
    }

    @Test
    void findsNobodyOfAnotherTenant() {
        var scope = store.newScope();
        store.write(store.prepareIndividuals(scope, List.of(individual("a", "a@home.example", "123-45-6789"))));

        var stranger = store.newScope().tenant();

        assertThat(store.records().findBySsn(stranger, "123-45-6789")).isEmpty();
        assertThat(store.records().findByEmail(stranger, "a@home.example")).isEmpty();
    }

    @Test
    void forgetsAnAddressThatWasReplaced() {
        var scope = store.newScope();
        store.write(store.prepareIndividuals(scope, List.of(individual("a", "old@home.example", null))));

        store.write(store.prepareIndividuals(scope, List.of(individual("a", "new@home.example", null))));

        assertThat(store.records().findByEmail(scope.tenant(), "old@home.example"))
                .isEmpty();
        assertThat(store.records().findByEmail(scope.tenant(), "new@home.example"))
                .hasSize(1);
    }

    @Test
    void asksAgainForTheStatementsOfAChangedPayment() {
        var scope = store.newScope();
        store.write(store.preparePayments(scope, List.of(payment("p", "2026-01-15", "a", "b"))));
        store.face().statements(scope, List.of("p"), StatementsState.COMPLETE);

        assertThat(store.face().paymentsToRead(scope, LocalDate.MIN)).isEmpty();
        store.write(store.preparePayments(scope, List.of(payment("p", "2026-01-16", "a", "b"))));

        assertThat(store.face().paymentsToRead(scope, LocalDate.MIN))
                .containsExactly(new PaymentToRead("p", LocalDate.of(2026, 1, 16), StatementsState.UNREAD));
    }

    @Test
    void listsPaymentsToReadFromTheLatest() {
        var scope = store.newScope();
        store.write(store.preparePayments(
                scope,
                List.of(
                        payment("old", "2025-01-15"),
                        payment("new", "2026-02-15"),
                        payment("pending", "2026-01-15"),
                        payment("undated", "15.1.2026"))));
        store.face().statements(scope, List.of("pending"), StatementsState.PENDING);

        assertThat(store.face().paymentsToRead(scope, LocalDate.of(2026, 1, 1)))
                .extracting(PaymentToRead::paymentId, PaymentToRead::state)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("undated", StatementsState.UNREAD),
                        org.assertj.core.groups.Tuple.tuple("new", StatementsState.UNREAD),
                        org.assertj.core.groups.Tuple.tuple("pending", StatementsState.PENDING));
    }
}
