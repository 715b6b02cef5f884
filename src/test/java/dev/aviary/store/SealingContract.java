package dev.aviary.store;

import static dev.aviary.store.People.employment;
import static dev.aviary.store.People.enrolment;
import static dev.aviary.store.People.entry;
import static dev.aviary.store.People.individual;
import static dev.aviary.store.People.payment;
import static dev.aviary.store.People.statement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aviary.finch.BankAccount;
import dev.aviary.finch.Company;
import dev.aviary.finch.CustomField;
import dev.aviary.finch.Email;
import dev.aviary.finch.Individual;
import dev.aviary.keys.KeyShreddedException;
import dev.aviary.keys.SealBrokenException;
import dev.aviary.tenancy.EntityId;
import dev.aviary.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What can be read in the tables, and what opens. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SealingContract {

    /** Every sealed value of {@link #storeEverything}. */
    private static final List<String> PERSONAL = List.of(
            "ira.voss@home.example",
            "123-45-6789",
            "123456789",
            "+17755550199",
            "female",
            "two_or_more_races",
            "divorced",
            "1988-02-29",
            "1 Oak Street",
            "9 Elm Street",
            "AFL-77",
            "7654321",
            "6543219",
            "unheard-of",
            "DE89370400440532013000",
            "021000021",
            "84-1122334",
            "owner@birch.example",
            "1234567",
            "9182736",
            "7776665",
            "Size of shoes");

    private TestDatabase database;
    private TestStore store;

    abstract TestDatabase database();

    @BeforeAll
    void open() {
        database = database();
        store = TestStore.on(database);
    }

    @Test
    void showsNoSealedValueInADump() {
        var fresh = TestStore.on(database());
        storeEverything(fresh);

        assertThat(new Dump(fresh.jdbc()).findAny(PERSONAL)).isEmpty();
    }

    /** Proves that the test above could fail. */
    @Test
    void showsInADumpWhatIsNotSealed() {
        var open = TestStore.on(database()).sealing(List.of());
        storeEverything(open);

        assertThat(new Dump(open.jdbc()).findAny(PERSONAL))
                .contains("ira.voss@home.example", "1988-02-29", "1 Oak Street", "7654321", "1234567", "7776665")
                .doesNotContain("123-45-6789", "DE89370400440532013000", "9182736");
    }

    @Test
    void keepsWorkDataQueryable() {
        var scope = store.newScope();
        storeEverything(store, scope);

        assertThat(store.jdbc().queryForMap("""
                                SELECT e.first_name, e.title, e.manager_id, e.department, e.employment_type, e.location_city,
                                       i.work_email, i.work_phone_number, p.pay_date
                                FROM employment e
                                JOIN individual i ON i.connection_id = e.connection_id AND i.individual_id = e.individual_id
                                JOIN payment p ON p.connection_id = e.connection_id
                                WHERE e.connection_id = ?
                                """, scope.connection().value()).values())
                .containsExactly(
                        "Ira",
                        "Clerk",
                        "boss",
                        "Field",
                        "employee",
                        "Reno",
                        "a@work.example",
                        "+17755550100",
                        "2026-01-15");
    }

    @Test
    void keepsTotalsOfAPaymentOfManyQueryable() {
        var scope = store.newScope();
        store.write(store.preparePayments(scope, List.of(payment("p", "2026-01-15", "a", "b"))));

        assertThat(store.jdbc()
                        .queryForObject(
                                "SELECT gross_pay_cents FROM payment WHERE connection_id = ?",
                                Long.class,
                                scope.connection().value()))
                .isEqualTo(9_182_736L);
    }

    @Test
    void countsAnAddressAsPrivateThatIsListedAsBoth() {
        var scope = store.newScope();
        var both = List.of(new Email("ira@x.example", "work"), new Email("IRA@x.example", "personal"));

        store.write(store.prepareIndividuals(scope, List.of(withEmails("a", both))));

        assertThat(workEmail(scope)).isNull();
    }

    @Test
    void countsAnAddressAsPrivateWhoseTypeIsNotExactlyWork() {
        var scope = store.newScope();
        var unclear = List.of(new Email("ira@x.example", "Work"), new Email("voss@x.example", null));

        store.write(store.prepareIndividuals(scope, List.of(withEmails("a", unclear))));

        assertThat(workEmail(scope)).isNull();
    }

    @Test
    void doesNotOpenWhatWasMovedToAnotherRow() {
        var scope = store.newScope();
        store.write(store.prepareIndividuals(
                scope, List.of(individual("a", "a@home.example", null), individual("b", "b@home.example", null))));
        swapBlobs(scope, "individual", "individual_id = 'a'", "individual_id = 'b'");

        assertThatThrownBy(() -> store.records().individual(new IndividualRef(scope, "a")))
                .isInstanceOf(SealBrokenException.class);
    }

    @Test
    void doesNotOpenWhatWasMovedToAnotherEntityOfTheSamePerson() {
        var scope = store.newScope();
        var other = new EntityScope(scope.tenant(), scope.connection(), new EntityId("second"));
        store.write(store.prepareIndividuals(scope, List.of(individual("a", "a@home.example", null))));
        store.write(store.prepareIndividuals(other, List.of(individual("a", "a@home.example", null))));
        swapBlobs(scope, "individual", "entity_id = 'second'", "entity_id <> 'second'");

        assertThatThrownBy(() -> store.records().individual(new IndividualRef(other, "a")))
                .isInstanceOf(SealBrokenException.class);
    }

    @Test
    void doesNotOpenAnIncomeMovedIntoHistory() {
        var scope = store.newScope();
        store.write(store.prepareEmployments(scope, List.of(employment("a", "Clerk"))));
        swapBlobs(scope, "income", "part = 0", "part = 1");

        assertThatThrownBy(() -> store.records().employment(new IndividualRef(scope, "a")))
                .isInstanceOf(SealBrokenException.class);
    }

    @Test
    void doesNotOpenWhatWasMovedToAnotherTable() {
        var scope = store.newScope();
        storeEverything(store, scope);
        store.jdbc()
                .update(
                        "UPDATE employment SET sealed = (SELECT i.sealed FROM individual i WHERE i.connection_id = ?) WHERE connection_id = ?",
                        scope.connection().value(),
                        scope.connection().value());

        assertThatThrownBy(() -> store.records().employment(new IndividualRef(scope, "a")))
                .isInstanceOf(SealBrokenException.class);
    }

    @Test
    void opensNothingOfAShreddedIndividual() {
        var scope = store.newScope();
        storeEverything(store, scope);
        store.shred(scope, "a");

        assertThatThrownBy(() -> store.records().individual(new IndividualRef(scope, "a")))
                .isInstanceOf(KeyShreddedException.class);
        assertThatThrownBy(() -> store.records().payment(scope, "p")).isInstanceOf(KeyShreddedException.class);
    }

    @Test
    void takesNothingNewOfAShreddedIndividualAndStoresTheOthers() {
        var scope = store.newScope();
        var people = List.of("a", "b", "c", "d", "e");
        store.write(store.prepareIndividuals(
                scope,
                people.stream()
                        .map(id -> individual(id, id + "@old.example", null))
                        .toList()));
        store.shred(scope, "c");

        var prepared =
                store.prepareDirectory(scope, people.stream().map(People::entry).toList());

        assertThat(prepared.rejected()).containsExactly(new Rejection("c", "key_shredded"));
        assertThat(store.write(prepared).added()).isEqualTo(4);
        assertThat(store.face().presentIndividuals(scope)).containsOnlyKeys("a", "b", "d", "e");
    }

    @Test
    void rewritesRowsWhenTheSettingChanges() {
        var scope = store.newScope();
        var person = individual("a", "a@home.example", null);
        var open = store.sealing(List.of());
        open.write(open.prepareIndividuals(scope, List.of(person)));
        assertThat(birthDate(scope)).isEqualTo("1988-02-29");

        var counts = store.write(store.prepareIndividuals(scope, List.of(person)));

        assertThat(counts.changed()).isOne();
        assertThat(birthDate(scope)).isNull();
        assertThat(store.records().individual(new IndividualRef(scope, "a"))).contains(person);
    }

    @Test
    void hashesTheSameRowDifferentlyUnderOtherKeys() {
        var scope = store.newScope();
        var elsewhere = TestStore.on(TestDatabase.h2());
        store.write(store.prepareDirectory(scope, List.of(entry("a"))));
        elsewhere.write(elsewhere.prepareDirectory(scope, List.of(entry("a"))));

        assertThat(hash(store, scope)).isNotEqualTo(hash(elsewhere, scope));
    }

    private static byte[] hash(TestStore store, EntityScope scope) {
        return store.jdbc()
                .queryForObject(
                        "SELECT content_hash FROM directory_entry WHERE connection_id = ?",
                        byte[].class,
                        scope.connection().value());
    }

    private static void storeEverything(TestStore store) {
        storeEverything(store, store.newScope());
    }

    private static void storeEverything(TestStore store, EntityScope scope) {
        store.write(store.prepareCompany(
                scope,
                new Company(
                        "c1",
                        "Birch & Co",
                        null,
                        "owner@birch.example",
                        null,
                        "84-1122334",
                        List.of(),
                        List.of(),
                        List.of(new BankAccount(
                                "021000021", null, null, "checking", "DE89370400440532013000", Map.of())),
                        Map.of())));
        store.write(store.prepareDirectory(scope, List.of(entry("a"))));
        store.write(store.prepareIndividuals(scope, List.of(individual("a", "ira.voss@home.example", "123-45-6789"))));
        store.write(store.prepareEmployments(scope, List.of(employment("a", "Clerk"))));
        store.write(store.prepareEmployments(
                new EntityScope(scope.tenant(), scope.connection(), new EntityId("elsewhere")),
                List.of(withCustomField("b"))));
        store.write(store.preparePayments(scope, List.of(payment("p", "2026-01-15", "a"))));
        store.write(store.preparePayStatements(scope, "p", List.of(statement("a", "regular_payroll", 1_234_567))));
        store.write(store.prepareEnrolments(scope, "ben", Map.of("a", enrolment(7_776_665))));
    }

    private static dev.aviary.finch.Employment withCustomField(String id) {
        return new dev.aviary.finch.Employment(
                id,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(new CustomField("Size of shoes", 44)),
                null,
                null,
                Map.of("new", "unheard-of"));
    }

    private static Individual withEmails(String id, List<Email> emails) {
        return new Individual(
                id, null, null, null, null, emails, List.of(), null, null, null, null, null, null, null, Map.of());
    }

    private String workEmail(EntityScope scope) {
        return store.jdbc()
                .queryForObject(
                        "SELECT work_email FROM individual WHERE connection_id = ?",
                        String.class,
                        scope.connection().value());
    }

    private String birthDate(EntityScope scope) {
        return store.jdbc()
                .queryForObject(
                        "SELECT dob FROM individual WHERE connection_id = ?",
                        String.class,
                        scope.connection().value());
    }

    private void swapBlobs(EntityScope scope, String table, String one, String other) {
        var select = "SELECT sealed FROM " + table + " WHERE connection_id = ? AND ";
        var update = "UPDATE " + table + " SET sealed = ? WHERE connection_id = ? AND ";
        var connection = scope.connection().value();
        var first = store.jdbc().queryForObject(select + one, byte[].class, connection);
        var second = store.jdbc().queryForObject(select + other, byte[].class, connection);
        store.jdbc().update(update + one, second, connection);
        store.jdbc().update(update + other, first, connection);
    }
}
