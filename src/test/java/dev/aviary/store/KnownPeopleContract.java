package dev.aviary.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.finch.Email;
import dev.aviary.finch.Individual;
import dev.aviary.tenancy.TenantId;
import dev.aviary.testing.TestDatabase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who is known by SSN or private address, and that nothing else is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class KnownPeopleContract {

    private TestStore store;
    private KnownPeople people;

    abstract TestDatabase database();

    @BeforeAll
    void open() {
        store = TestStore.on(database());
        people = store.people();
    }

    private EntityScope written(Individual... individuals) {
        var scope = store.newScope();
        store.write(store.prepareIndividuals(scope, List.of(individuals)));
        return scope;
    }

    @Test
    void knowsSsnAndPrivateAddressHoweverTheyAreWritten() {
        var scope = written(People.individual("i1", "Anna@home.example", "536-22-8754"));
        var index = people.of(List.of(scope.tenant()));
        var anna = new IndividualRef(scope, "i1");

        assertThat(index.bySsn("536228754")).containsExactly(anna);
        assertThat(index.bySsn("536-22-8754")).containsExactly(anna);
        assertThat(index.byPrivateEmail("anna@HOME.example")).containsExactly(anna);
        assertThat(index.size()).isEqualTo(2);
    }

    @Test
    void knowsNobodyElse() {
        var scope = written(People.individual("i1", "a@home.example", "536-22-8754"));
        var other = written(People.individual("i2", "b@home.example", "536-22-8755"));
        var index = people.of(List.of(scope.tenant()));

        assertThat(index.bySsn("536228755")).isEmpty();
        assertThat(index.byPrivateEmail("b@home.example")).isEmpty();
        assertThat(people.of(List.of(scope.tenant(), other.tenant())).bySsn("536228755"))
                .hasSize(1);
    }

    @Test
    void leavesWorkAddressesOutButForWhomTheyArePrivate() {
        var scope = written(
                People.individual("i1", "a@home.example", "536-22-8754"),
                with(People.individual("i2", "i1@work.example", null)),
                with(People.individual("i3", "c@home.example", null), new Email("C@home.example", "work")));
        var index = people.of(List.of(scope.tenant()));

        assertThat(index.byPrivateEmail("i2@work.example")).isEmpty();
        assertThat(index.byPrivateEmail("i1@work.example")).containsExactly(new IndividualRef(scope, "i2"));
        assertThat(index.byPrivateEmail("c@home.example")).containsExactly(new IndividualRef(scope, "i3"));
    }

    private static Individual with(Individual one, Email... more) {
        var emails = new ArrayList<>(one.emails());
        emails.addAll(Arrays.asList(more));
        return new Individual(
                one.id(),
                one.firstName(),
                null,
                one.lastName(),
                null,
                emails,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                one.ssn(),
                null,
                Map.of());
    }

    @Test
    void leavesAddressesOutThatStandInTheClear() {
        var clear = store.sealing(TestStore.DEFAULT.stream()
                .filter(field -> !field.equals("individual.emails"))
                .toList());
        var scope = store.newScope();
        clear.write(clear.prepareIndividuals(scope, List.of(People.individual("i1", "a@home.example", "536-22-8754"))));
        var index = people.of(List.of(scope.tenant()));

        assertThat(index.byPrivateEmail("a@home.example")).isEmpty();
        assertThat(index.bySsn("536-22-8754")).hasSize(1);
    }

    @Test
    void leavesTenantsWithoutAnySsnOutAndMakesNoKeyForThem() {
        var scope = written(People.individual("i1", "a@home.example", null));
        var nobody = new TenantId(UUID.fromString("00000000-0000-4000-8000-00000000dead"));
        var keys = count("tenant_keyset");

        assertThat(people.of(List.of(scope.tenant(), nobody)).isEmpty()).isTrue();
        assertThat(people.of(List.of(scope.tenant(), nobody)).byPrivateEmail("a@home.example"))
                .isEmpty();
        assertThat(count("tenant_keyset")).isEqualTo(keys);
    }

    @Test
    void asksTheDatabaseWhoseItIs() {
        var scope = written(People.individual("i1", "a@home.example", "536-22-8754"));
        var index = people.of(List.of(scope.tenant()));
        store.jdbc()
                .update(
                        "DELETE FROM individual_tag WHERE connection_id = ?",
                        scope.connection().value());

        assertThat(index.bySsn("536-22-8754")).isEmpty();
    }

    @Test
    void knowsAsManyAsThereAre() {
        var scope = store.newScope();
        var all = new ArrayList<Individual>();
        for (var i = 0; i < 1500; i++) {
            all.add(People.individual("i" + i, "p" + i + "@home.example", "%09d".formatted(100_000_000 + i)));
        }
        store.write(store.prepareIndividuals(scope, all));
        var index = people.of(List.of(scope.tenant()));

        assertThat(index.size()).isEqualTo(3000);
        for (var i = 0; i < 1500; i += 7) {
            assertThat(index.bySsn("%09d".formatted(100_000_000 + i)))
                    .extracting(IndividualRef::id)
                    .containsExactly("i" + i);
            assertThat(index.byPrivateEmail("p" + i + "@home.example")).hasSize(1);
        }
    }

    private int count(String table) {
        return store.jdbc().queryForObject("SELECT COUNT(*) FROM " + table, Integer.class);
    }
}
