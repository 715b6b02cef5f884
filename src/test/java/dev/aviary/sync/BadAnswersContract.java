package dev.aviary.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.store.EmploymentRecords;
import dev.aviary.store.EntityScope;
import dev.aviary.store.IndividualRef;
import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.ConnectionState;
import dev.aviary.tenancy.EntityId;
import dev.aviary.testing.RunningAviary;
import dev.aviary.testing.Simulator.Link;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are broken, strange or refusals: a recorded failure, nothing lost, nothing half written. A batch holds seven people here. */
abstract class BadAnswersContract extends Night {

    BadAnswersContract(RunningAviary aviary) {
        super(aviary);
    }

    @ParameterizedTest
    @CsvSource({
        "truncated, 200, json, cut_off|not_json",
        "html, 200, json, not_json",
        "html, 502, json, server",
        "error, 500, json, internal_server_error",
        "error, 500, none, server",
        "error, 503, text, server",
        "error, 422, json, unsupported_parameters",
        "error, 401, none, refused",
        "reset, 200, json, "
    })
    void recordsWhatBrokeAndGoesOnTheNextTime(String kind, int status, String body, String cause) {
        var link = connected(12, ALL);
        var healthy = connected(3, ALL);
        // The first batch of people comes, the second does not.
        fault(link, "kind", kind, "endpoint", "employment", "skip", 1, "status", status, "body", body);

        var run = sync();

        assertThat(run.exitCode()).isEqualTo("COMPLETED_WITH_TROUBLE");
        var line = line(run, link);
        assertThat(line.state()).isEqualTo(TaskState.FAILED);
        assertThat(line.cause()).matches(cause == null ? "[a-z_]+" : cause).isNotEqualTo("internal_error");
        assertThat(connection(link).state()).isEqualTo(ConnectionState.NEW);
        assertThat(connection(link).lastSuccess()).isNull();
        assertThat(column("CONCAT(stage, ' ', page)", "sync_task", link, "run_id = " + run.run()))
                .containsExactly("employment 1");
        assertThat(count("individual", link)).isEqualTo(12);
        assertThat(count("employment", link)).isEqualTo(7);
        assertThat(line.rows().added()).isEqualTo(1 + 12 + 12 + 7);
        assertThat(count("change_feed", link)).isEqualTo(1 + 12 + 12 + 7);
        assertThat(line(run, healthy).state()).isEqualTo(TaskState.DONE);

        finch.noFaults();
        var next = sync();
        assertThat(line(next, link).state()).isEqualTo(TaskState.DONE);
        assertThat(count("employment", link)).isEqualTo(12);
        assertThat(line(next, link).rows().unchanged()).isEqualTo(1 + 12 + 12 + 7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "truncated", "reset", "html", "error"})
    void passesOverWhatIsGoneTheNextMoment(String kind) {
        var link = connected(12, ALL);
        fault(link, "kind", kind, "times", 1, "status", 502, "endpoint", "individual");
        fault(link, "kind", kind, "times", 1, "status", 502, "endpoint", "directory");
        fault(link, "kind", kind, "times", 1, "status", 502, "endpoint", "payment");
        fault(link, "kind", kind, "times", 1, "status", 502, "endpoint", "introspect");

        var run = sync();

        assertThat(line(run, link).state()).isEqualTo(TaskState.DONE);
        assertThat(line(run, link).rows().failedItems()).isZero();
        assertThat(count("individual", link)).isEqualTo(12);
        assertThat(count("directory_entry", link)).isEqualTo(12);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null_elements",
                "unknown_enum",
                "extra_fields",
                "upper_case_currency",
                "long_strings",
                "string_manual"
            })
    void keepsWhatItDoesNotKnow(String kind) {
        var link = connected(
                9, "company", "directory", "individual", "employment", "payment", "pay_statement", "benefits");
        fault(link, "kind", kind);

        var run = sync();

        assertThat(line(run, link).state()).isEqualTo(TaskState.DONE);
        assertThat(line(run, link).rows().failedItems()).isZero();
        assertThat(failures(run, link)).isEmpty();
        // Not everybody's gender is on record, whatever Finch calls it.
        var somebody = finch.people(link).stream()
                .map(person -> new IndividualRef(scope(link), person))
                .filter(ref -> records().individual(ref).orElseThrow().gender() != null)
                .findFirst()
                .orElseThrow();
        var individual = records().individual(somebody).orElseThrow();
        var employment = records().employment(somebody).orElseThrow();
        switch (kind) {
            case "unknown_enum" -> {
                assertThat(individual.gender()).isEqualTo("word_of_tomorrow");
                assertThat(employment.employmentStatus()).isEqualTo("word_of_tomorrow");
            }
            case "extra_fields" -> {
                assertThat(individual.unknown()).containsKeys("x_new_field", "x_new_object");
                assertThat(employment.unknown()).containsKeys("x_new_field", "x_new_object");
            }
            case "upper_case_currency" ->
                assertThat(employment.income().currency()).isEqualTo("USD");
            case "long_strings" -> assertThat(employment.title()).endsWith(" and so on and so on");
            default -> assertThat(individual.id()).isEqualTo(somebody.id());
        }
        finch.noFaults();
        aviary.after(Duration.ofMinutes(10));
        fault(link, "kind", kind);
        finch.readProvider(link);
        assertThat(feed(sync(), link)).isEmpty();
    }

    @Test
    void recordsPeopleWhoCannotBeHad() {
        var link = connected(9, ALL);
        var everybody = finch.people(link);
        fault(link, "kind", "item_missing", "endpoint", "individual", "ids", everybody.subList(0, 1));
        fault(link, "kind", "item_unanswered", "endpoint", "employment", "ids", everybody.subList(8, 9));

        var run = sync();

        assertThat(line(run, link).state()).isEqualTo(TaskState.DONE);
        assertThat(failures(run, link))
                .containsExactly("employment 0 not_answered", "individual 404 individual_not_found");
        assertThat(count("individual", link)).isEqualTo(8);
        assertThat(count("employment", link)).isEqualTo(8);
        assertThat(line(run, link).rows().failedItems()).isEqualTo(2);
    }

    @Test
    void waitsOutTheLimitOfTheApplication() {
        var link = connected(3, ALL);
        fault(link, "kind", "rate_limited", "endpoint", "individual", "times", 2);
        var before = aviary.now();

        assertThat(line(sync(), link).state()).isEqualTo(TaskState.DONE);

        assertThat(aviary.now()).isAfter(before.plusSeconds(120));
        assertThat(finch.requests(link, "individual"))
                .containsExactly("individual 429", "individual 429", "individual 200");
    }

    @ParameterizedTest
    @CsvSource({"finch_application_rl, 4", "upstream_rate_limit_exceeded, 1"})
    void givesAConnectionUpThatStaysLimitedAndGoesOnWithTheOthers(String word, int attempts) {
        var link = connected(3, ALL);
        var healthy = connected(3, ALL);
        fault(link, "kind", "rate_limited", "endpoint", "company", "finch_code", word);

        var run = sync();

        assertThat(line(run, link).state()).isEqualTo(TaskState.FAILED);
        assertThat(line(run, link).cause()).isEqualTo(word);
        assertThat(finch.requests(link, "company")).hasSize(attempts);
        assertThat(line(run, healthy).state()).isEqualTo(TaskState.DONE);
    }

    @Test
    void keepsSilentForAnHourWhenTheHostIsBlocked() {
        var links = List.of(connected(3, ALL), connected(3, ALL), connected(3, ALL), connected(3, ALL));
        links.forEach(link -> fault(
                link, "kind", "rate_limited", "endpoint", "introspect", "finch_code", "finch_api_ip_rl", "times", 1));

        var run = sync();

        assertThat(run.exitCode()).isEqualTo("COMPLETED_WITH_TROUBLE");
        assertThat(links).allSatisfy(link -> {
            assertThat(line(run, link).state()).isEqualTo(TaskState.FAILED);
            assertThat(line(run, link).cause()).isIn("finch_api_ip_rl", "host_silent");
        });
        assertThat(asked(links)).isBetween(1L, 2L);

        finch.noFaults();
        finch.forgetRequests();
        aviary.after(Duration.ofMinutes(55));
        var silent = sync();
        assertThat(links)
                .allSatisfy(link -> assertThat(line(silent, link).cause()).isEqualTo("host_silent"));
        assertThat(asked(links)).isZero();

        aviary.after(Duration.ofMinutes(6));
        var later = sync();
        assertThat(links)
                .allSatisfy(link -> assertThat(line(later, link).state()).isEqualTo(TaskState.DONE));
    }

    @Test
    void givesTheRestUpWhenFinchWantsToBePaid() {
        var links =
                List.of(connected(3, ALL), connected(3, ALL), connected(3, ALL), connected(3, ALL), connected(3, ALL));
        links.forEach(link -> fault(link, "kind", "error", "status", 402));

        var run = sync();

        assertThat(run.exitCode()).isEqualTo("COMPLETED_WITH_TROUBLE");
        assertThat(links).allSatisfy(link -> {
            assertThat(line(run, link).state()).isEqualTo(TaskState.FAILED);
            assertThat(line(run, link).cause()).isEqualTo("payment_required");
            assertThat(connection(link).state()).isEqualTo(ConnectionState.NEW);
        });
        assertThat(asked(links)).isBetween(1L, 2L);
    }

    private long asked(List<Link> links) {
        return links.stream()
                .filter(link -> !finch.requests(link, "introspect").isEmpty())
                .count();
    }

    private EmploymentRecords records() {
        return aviary.bean(EmploymentRecords.class);
    }

    private EntityScope scope(Link link) {
        return new EntityScope(tenant.id(), new ConnectionId(link.connection()), new EntityId(link.entity()));
    }
}
