package dev.aviary.store;

import static dev.aviary.store.People.benefit;
import static dev.aviary.store.People.enrolment;
import static dev.aviary.store.People.entry;
import static dev.aviary.store.People.payment;
import static dev.aviary.store.People.statement;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.testing.TestDatabase;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the store keeps for the decision who and what is gone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AbsenceContract {

    private static final Believable ALWAYS = (leaving, present) -> true;

    private TestStore store;

    abstract TestDatabase database();

    @BeforeAll
    void open() {
        store = TestStore.on(database());
    }

    @Test
    void countsMissingReads() {
        var scope = directory("a", "b");

        store.face().absentAgain(scope, Set.of("b", "stranger"));
        store.face().absentAgain(scope, Set.of("b"));

        assertThat(store.face().presentIndividuals(scope)).isEqualTo(Map.of("a", 0, "b", 2));
    }

    @Test
    void startsCountingAgainForWhoWasSeen() {
        var scope = directory("a", "b");
        store.face().absentAgain(scope, Set.of("a", "b"));

        store.face().seenAgain(scope, Set.of("b"));

        assertThat(store.face().presentIndividuals(scope)).isEqualTo(Map.of("a", 1, "b", 0));
    }

    @Test
    void countsAnUnchangedEntryAsSeen() {
        var scope = directory("a");
        store.face().absentAgain(scope, Set.of("a"));

        var counts = store.write(store.prepareDirectory(scope, List.of(entry("a"))), 2);

        assertThat(counts).isEqualTo(new RowCounts(0, 0, 1, 0));
        assertThat(store.face().presentIndividuals(scope)).isEqualTo(Map.of("a", 0));
        assertThat(store.feed(scope, 2)).isEmpty();
    }

    @Test
    void marksPeopleGoneOnce() {
        var scope = directory("a", "b");

        var counts = store.face().markGone(scope, Set.of("b", "stranger"), 3, TestStore.NOW);
        var again = store.face().markGone(scope, Set.of("b"), 4, TestStore.NOW);

        assertThat(counts).isEqualTo(new RowCounts(0, 0, 0, 1));
        assertThat(again).isEqualTo(RowCounts.NONE);
        assertThat(store.face().presentIndividuals(scope)).containsOnlyKeys("a");
        assertThat(store.feed(scope, 3)).containsExactly("directory_entry b b gone");
        assertThat(store.records().directoryEntry(new IndividualRef(scope, "b")))
                .isPresent();
    }

    @Test
    void letsPeopleReturn() {
        var scope = directory("a");
        store.face().markGone(scope, Set.of("a"), 3, TestStore.NOW);

        var counts = store.write(store.prepareDirectory(scope, List.of(entry("a"))), 5);

        assertThat(counts).isEqualTo(new RowCounts(0, 1, 0, 0));
        assertThat(store.feed(scope, 5)).containsExactly("directory_entry a a returned");
        assertThat(store.face().presentIndividuals(scope)).isEqualTo(Map.of("a", 0));
    }

    @Test
    void leavesOtherEntitiesAlone() {
        var scope = directory("a");
        var other = directory("a");

        store.face().absentAgain(scope, Set.of("a"));
        store.face().markGone(scope, Set.of("a"), 3, TestStore.NOW);

        assertThat(store.face().presentIndividuals(other)).isEqualTo(Map.of("a", 0));
    }

    @Test
    void marksThousandsOfPeople() {
        var ids = IntStream.range(0, 2500).mapToObj(i -> "id" + i).toArray(String[]::new);
        var scope = directory(ids);

        var counts = store.face().markGone(scope, List.of(ids), 6, TestStore.NOW);

        assertThat(counts.gone()).isEqualTo(2500);
        assertThat(store.face().presentIndividuals(scope)).isEmpty();
        assertThat(store.feed(scope, 6)).hasSize(2500);
    }

    @Test
    void retainsPaymentsOutsideTheWindow() {
        var scope = store.newScope();
        store.write(store.preparePayments(
                scope,
                List.of(
                        payment("before", "2025-12-31"),
                        payment("first", "2026-01-01"),
                        payment("kept", "2026-01-15"),
                        payment("last", "2026-01-31"),
                        payment("undated", null))));

        var counts = store.face()
                .retainPayments(scope, LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 31), Set.of("kept"), 7, ALWAYS)
                .orElseThrow();

        assertThat(counts.gone()).isEqualTo(2);
        assertThat(store.feed(scope, 7)).containsExactlyInAnyOrder("payment first - gone", "payment last - gone");
        assertThat(store.face().paymentsToRead(scope, LocalDate.MIN))
                .extracting(PaymentToRead::paymentId)
                .containsExactly("undated", "kept", "before");
    }

    @Test
    void retainsStatementsOfOtherPayments() {
        var scope = store.newScope();
        store.write(store.preparePayStatements(scope, "p", List.of(statement("a", null, 1), statement("b", null, 2))));
        store.write(store.preparePayStatements(scope, "q", List.of(statement("b", null, 3))));

        var counts = store.face()
                .retainPayStatements(scope, "p", Set.of("a"), 8, ALWAYS)
                .orElseThrow();

        assertThat(counts.gone()).isOne();
        assertThat(store.records().payStatements(new IndividualRef(scope, "b"), "p"))
                .isEmpty();
        assertThat(store.records().payStatements(new IndividualRef(scope, "b"), "q"))
                .hasSize(1);
    }

    @Test
    void takesEnrolmentsAwayWithTheirBenefit() {
        var scope = store.newScope();
        store.write(store.prepareBenefits(scope, List.of(benefit("kept"), benefit("ended"))));
        store.write(store.prepareEnrolments(scope, "kept", Map.of("a", enrolment(1), "b", enrolment(2))));
        store.write(store.prepareEnrolments(scope, "ended", Map.of("a", enrolment(3))));

        var counts = store.face()
                .retainBenefits(scope, Set.of("kept"), 9, ALWAYS)
                .orElseThrow()
                .plus(store.face()
                        .retainEnrolments(scope, "kept", Set.of("b"), 9, ALWAYS)
                        .orElseThrow());

        assertThat(counts).isEqualTo(new RowCounts(0, 0, 0, 3));
        assertThat(store.feed(scope, 9))
                .containsExactlyInAnyOrder("benefit ended - gone", "enrolment ended a gone", "enrolment kept a gone");
        assertThat(store.records().enrolment(new IndividualRef(scope, "b"), "kept"))
                .isPresent();
    }

    @Test
    void letsAnEnrolmentReturn() {
        var scope = store.newScope();
        store.write(store.prepareEnrolments(scope, "b", Map.of("a", enrolment(1))));
        store.face().retainEnrolments(scope, "b", Set.of(), 9, ALWAYS);

        store.write(store.prepareEnrolments(scope, "b", Map.of("a", enrolment(1))), 10);

        assertThat(store.feed(scope, 10)).containsExactly("enrolment b a returned");
        assertThat(store.records().enrolment(new IndividualRef(scope, "a"), "b"))
                .contains(enrolment(1));
    }

    private EntityScope directory(String... ids) {
        var scope = store.newScope();
        store.write(store.prepareDirectory(
                scope, List.of(ids).stream().map(People::entry).toList()));
        return scope;
    }

    @Test
    void marksNothingThatIsNotBelievable() {
        var scope = store.newScope();
        store.write(store.prepareBenefits(scope, List.of(benefit("one"), benefit("two"), benefit("three"))));

        var counts = store.face()
                .retainBenefits(scope, Set.of("one"), 11, (leaving, present) -> !(leaving == 2 && present == 3));

        assertThat(counts).isEmpty();
        assertThat(store.feed(scope, 11)).isEmpty();
    }

    @Test
    void takesStatementsAwayWithTheirPayment() {
        var scope = store.newScope();
        store.write(store.preparePayments(scope, List.of(payment("p", "2026-01-15"), payment("q", "2026-01-16"))));
        store.write(store.preparePayStatements(scope, "p", List.of(statement("a", null, 1))));
        store.write(store.preparePayStatements(scope, "q", List.of(statement("a", null, 2))));

        store.face()
                .retainPayments(scope, LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 31), Set.of("q"), 12, ALWAYS);

        assertThat(store.feed(scope, 12)).containsExactlyInAnyOrder("payment p - gone", "pay_statement p a gone");
        assertThat(store.face().newestPayDate(scope)).contains(LocalDate.of(2026, 1, 16));
    }
}
