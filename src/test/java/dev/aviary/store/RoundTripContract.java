package dev.aviary.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is stored is what was sent (law 10), whatever is sealed. Records are random with fixed seeds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RoundTripContract {

    private static final int RECORDS = 40;

    private TestStore store;

    abstract TestDatabase database();

    @BeforeAll
    void open() {
        store = TestStore.on(database());
    }

    static Stream<List<String>> settings() {
        return Stream.of(
                TestStore.DEFAULT,
                List.of(),
                Tables.all().flatMap(Table::sealable).toList());
    }

    @ParameterizedTest
    @MethodSource("settings")
    void keepsCompanies(List<String> sealed) {
        for (var seed = 0; seed < RECORDS; seed++) {
            var scope = store.newScope();
            var company = new RandomRecords(seed).company();
            var stored = store.sealing(sealed);

            stored.write(stored.prepareCompany(scope, company));

            assertThat(store.records().company(scope)).as("seed %d", seed).contains(company);
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void keepsDirectoryEntries(List<String> sealed) {
        var scope = store.newScope();
        var records = records(new RandomRecords(1)::directoryEntry);

        var stored = store.sealing(sealed);
        stored.write(stored.prepareDirectory(scope, records));

        assertThat(records)
                .allSatisfy(record -> assertThat(store.records().directoryEntry(new IndividualRef(scope, record.id())))
                        .contains(record));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void keepsIndividuals(List<String> sealed) {
        var scope = store.newScope();
        var records = records(new RandomRecords(2)::individual);

        var stored = store.sealing(sealed);
        stored.write(stored.prepareIndividuals(scope, records));

        assertThat(records)
                .allSatisfy(record -> assertThat(store.records().individual(new IndividualRef(scope, record.id())))
                        .contains(record));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void keepsEmploymentsWithTheirIncomes(List<String> sealed) {
        var scope = store.newScope();
        var records = records(new RandomRecords(3)::employment);

        var stored = store.sealing(sealed);
        stored.write(stored.prepareEmployments(scope, records));

        assertThat(records)
                .allSatisfy(record -> assertThat(store.records().employment(new IndividualRef(scope, record.id())))
                        .contains(record));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void keepsPayments(List<String> sealed) {
        var scope = store.newScope();
        var random = new RandomRecords(4);
        var records = IntStream.range(0, RECORDS)
                .mapToObj(i -> random.payment("pay" + i, List.of("a", "b", "c").subList(0, i % 4)))
                .toList();

        var stored = store.sealing(sealed);
        stored.write(stored.preparePayments(scope, records));

        assertThat(records).allSatisfy(record -> assertThat(store.records().payment(scope, record.id()))
                .contains(record));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void keepsPayStatements(List<String> sealed) {
        var scope = store.newScope();
        var records = records(new RandomRecords(5)::payStatement);

        var stored = store.sealing(sealed);
        stored.write(stored.preparePayStatements(scope, "pay1", records));

        assertThat(records).allSatisfy(record -> assertThat(
                        store.records().payStatements(new IndividualRef(scope, record.individualId()), "pay1"))
                .containsExactly(record));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void keepsBenefitsAndEnrolments(List<String> sealed) {
        var scope = store.newScope();
        var random = new RandomRecords(6);
        var benefits = records(random::benefit);
        var enrolment = random.enrolment();

        var stored = store.sealing(sealed);
        stored.write(stored.prepareBenefits(scope, benefits));
        stored.write(stored.prepareEnrolments(scope, "id1", Map.of("p", enrolment)));

        assertThat(benefits).allSatisfy(record -> assertThat(store.records().benefit(scope, record.benefitId()))
                .contains(record));
        assertThat(store.records().enrolment(new IndividualRef(scope, "p"), "id1"))
                .contains(enrolment);
    }

    private static <R> List<R> records(Function<String, R> make) {
        return IntStream.range(0, RECORDS).mapToObj(i -> make.apply("id" + i)).toList();
    }
}
