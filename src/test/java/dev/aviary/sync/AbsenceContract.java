package dev.aviary.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.testing.RunningAviary;
import dev.aviary.testing.Simulator.Link;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nobody is taken for gone who may only be missing from an answer. Directory pages hold ten people here. */
abstract class AbsenceContract extends Night {

    AbsenceContract(RunningAviary aviary) {
        super(aviary);
    }

    @Test
    void marksGoneAfterTwoCompleteReadingsWithoutThem() {
        var link = connected(25, DIRECTORY);
        sync();
        assertThat(present(link)).hasSize(25);
        var leaving = finch.people(link).subList(3, 5);
        finch.removePeople(link, leaving);

        var first = nextSync();
        assertThat(gone(link)).isEmpty();
        assertThat(line(first, link).rows().gone()).isZero();

        var second = nextSync();
        assertThat(gone(link)).containsExactlyInAnyOrderElementsOf(leaving);
        assertThat(line(second, link).rows().gone()).isEqualTo(2);
        assertThat(feed(second, link))
                .containsExactlyInAnyOrderElementsOf(
                        leaving.stream().map(id -> "directory_entry gone " + id).toList());

        assertThat(feed(nextSync(), link)).isEmpty();
        assertThat(gone(link)).hasSize(2);
    }

    @Test
    void beginsToCountAgainWhenSomebodyReappears() {
        var link = connected(25, DIRECTORY);
        sync();
        var somebody = finch.people(link).get(24);

        hideTheLast(link);
        nextSync();
        assertThat(column("individual_id", "directory_entry", link, "missing_reads = 1"))
                .containsExactly(somebody);
        finch.noFaults();
        assertThat(feed(nextSync(), link)).isEmpty();
        assertThat(column("individual_id", "directory_entry", link, "missing_reads > 0"))
                .isEmpty();
        hideTheLast(link);
        nextSync();

        assertThat(gone(link)).isEmpty();
        nextSync();
        assertThat(gone(link)).containsExactly(somebody);
        finch.noFaults();
        assertThat(feed(nextSync(), link)).containsExactly("directory_entry returned " + somebody);
        assertThat(gone(link)).isEmpty();
    }

    @Test
    void believesNoMassDisappearance() {
        var link = connected(40, DIRECTORY);
        sync();
        finch.removePeople(link, finch.people(link).subList(0, 20));

        for (int night = 0; night < 3; night++) {
            var run = nextSync();
            assertThat(line(run, link).state()).isEqualTo(TaskState.DONE);
            assertThat(line(run, link).warning()).isEqualTo("mass_disappearance");
            assertThat(run.exitCode()).isEqualTo("COMPLETED");
        }
        assertThat(gone(link)).isEmpty();
        assertThat(count("directory_entry", link, "missing_reads > 0")).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "empty_directory, DONE, mass_disappearance",
        "accepted, WAITING,",
        "short_page, DONE, directory_incomplete",
        "no_count, DONE,"
    })
    void takesNoSuchAnswerForEverybodyLeft(String fault, TaskState state, String warning) {
        var link = connected(25, DIRECTORY);
        sync();
        fault(link, "kind", fault, "endpoint", "directory");

        for (int night = 0; night < 3; night++) {
            var run = nextSync();
            assertThat(line(run, link).state()).isEqualTo(state);
            assertThat(line(run, link).warning()).isEqualTo(warning);
        }
        assertThat(gone(link)).isEmpty();
        assertThat(count("directory_entry", link, "missing_reads > 0")).isZero();
    }

    @Test
    void readsOnToAnEmptyPageWithoutACount() {
        var link = connected(20, DIRECTORY);
        fault(link, "kind", "no_count", "endpoint", "directory");
        sync();
        assertThat(present(link)).hasSize(20);
        var leaving = finch.people(link).get(0);
        finch.removePeople(link, List.of(leaving));

        nextSync();
        nextSync();

        assertThat(gone(link)).containsExactly(leaving);
        assertThat(finch.requests(link, "directory")).hasSizeGreaterThanOrEqualTo(8);
    }

    @Test
    void believesNobodyGoneWhenRowsAreRepeated() {
        var link = connected(25, DIRECTORY);
        fault(link, "kind", "duplicate_rows", "endpoint", "directory");
        sync();
        assertThat(present(link)).hasSize(25);

        nextSync();
        nextSync();

        assertThat(present(link)).hasSize(25);
        assertThat(gone(link)).isEmpty();
        assertThat(count("directory_entry", link, "missing_reads > 0")).isZero();
    }

    @Test
    void beginsAgainWhenTheDirectoryChangesBetweenTwoPages() {
        var link = connected(25, DIRECTORY);
        sync();
        var leaving = finch.people(link).get(0);
        finch.forgetRequests();
        aviary.after(Duration.ofDays(1));
        fault(link, "kind", "remove_between_pages", "endpoint", "directory", "times", 1);

        var run = sync();

        assertThat(line(run, link).state()).isEqualTo(TaskState.DONE);
        assertThat(line(run, link).warning()).isNull();
        assertThat(finch.requests(link, "directory")).hasSize(2 + 3);
        assertThat(column("individual_id", "directory_entry", link, "missing_reads = 1"))
                .containsExactly(leaving);
        nextSync();
        assertThat(gone(link)).containsExactly(leaving);
    }

    @Test
    void countsNobodyAbsentWhenTheDirectoryKeepsChanging() {
        var link = connected(25, DIRECTORY);
        sync();
        aviary.after(Duration.ofDays(1));
        fault(link, "kind", "remove_between_pages", "endpoint", "directory");

        var run = sync();

        assertThat(line(run, link).state()).isEqualTo(TaskState.DONE);
        assertThat(line(run, link).warning()).isEqualTo("directory_kept_changing");
        assertThat(count("directory_entry", link, "missing_reads > 0 OR gone_at IS NOT NULL"))
                .isZero();
    }

    @Test
    void readsEverybodyOverPagesAndBatchesManagersInCyclesToo() {
        var link = connected(25, ALL);
        fault(link, "kind", "manager_cycle");

        var run = sync();

        assertThat(line(run, link).state()).isEqualTo(TaskState.DONE);
        var everybody = finch.people(link);
        for (var table : List.of("directory_entry", "individual", "employment")) {
            assertThat(column("individual_id", table, link, "1 = 1")).containsExactlyInAnyOrderElementsOf(everybody);
        }
        assertThat(finch.requests(link, "individual")).hasSize(4);
        assertThat(column("individual_id", "employment", link, "manager_id = individual_id"))
                .hasSize(1);
    }

    @Test
    void keepsApartEntitiesAndConnectionsOfOneTenant() {
        var one = connected(12, DIRECTORY);
        var other = connected(12, DIRECTORY);
        sync();
        finch.removePeople(one, finch.people(one).subList(0, 1));

        nextSync();
        nextSync();

        assertThat(gone(one)).hasSize(1);
        assertThat(gone(other)).isEmpty();
    }

    @Test
    void believesNoTurnoverOfAllIds() {
        var link = connected(25, DIRECTORY);
        sync();
        fault(link, "kind", "id_turnover", "endpoint", "directory", "times", 1);

        var run = nextSync();

        assertThat(line(run, link).warning()).isEqualTo("mass_disappearance");
        assertThat(gone(link)).isEmpty();
        assertThat(present(link)).hasSize(50);
    }

    /** As if Finch did not know the last person for now. */
    private void hideTheLast(Link link) {
        fault(link, "kind", "hidden_people", "endpoint", "directory", "every", 1);
    }

    private List<String> present(Link link) {
        return column("individual_id", "directory_entry", link, "gone_at IS NULL");
    }

    private List<String> gone(Link link) {
        return column("individual_id", "directory_entry", link, "gone_at IS NOT NULL");
    }
}
