package dev.aviary.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.jobs.JobRun;
import dev.aviary.testing.RunningAviary;
import dev.aviary.testing.Simulator.Link;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What changed is written and told; what did not is neither, and is not even asked for. */
abstract class ChangesContract extends Night {

    private static final List<String> TABLES = List.of(
            "company",
            "directory_entry",
            "individual",
            "individual_tag",
            "employment",
            "income",
            "payment",
            "pay_statement",
            "benefit",
            "enrolment");

    ChangesContract(RunningAviary aviary) {
        super(aviary);
    }

    @Test
    void asksOnceWhenFinchHasNothingNew() {
        var link = connected(9, ALL);
        assertThat(line(sync(), link).state()).isEqualTo(TaskState.DONE);
        finch.forgetRequests();
        var before = rows(link);

        var run = sync();

        assertThat(line(run, link).state()).isEqualTo(TaskState.UP_TO_DATE);
        assertThat(line(run, link).requests()).isEqualTo(1);
        assertThat(finch.requests(link, "introspect")).hasSize(1);
        assertThat(finch.requests(link, "directory")).isEmpty();
        assertThat(run.exitCode()).isEqualTo("COMPLETED");
        assertThat(feed(run, link)).isEmpty();
        assertThat(rows(link)).isEqualTo(before);
    }

    @Test
    void writesNothingWhenNothingChanged() {
        var link = connected(9, everything());
        sync();
        var before = rows(link);
        aviary.after(Duration.ofMinutes(10));
        finch.readProvider(link);

        var read = sync();
        var readFully = aviary.syncFully(tenant);

        for (var run : List.of(read, readFully)) {
            assertThat(line(run, link).state()).isEqualTo(TaskState.DONE);
            assertThat(line(run, link).rows().unchanged()).isGreaterThan(9 * 3);
            assertThat(line(run, link).rows().added()).isZero();
            assertThat(line(run, link).rows().changed()).isZero();
            assertThat(line(run, link).rows().gone()).isZero();
            assertThat(feed(run, link)).isEmpty();
        }
        assertThat(rows(link)).isEqualTo(before);
    }

    @Test
    void findsAndTellsWhatChanged() {
        var link = connected(9, ALL);
        sync();
        var people = finch.people(link);
        aviary.after(Duration.ofMinutes(10));
        finch.bearer("PUT", "/sandbox/company", link, Map.of("legal_name", "Quite Another Name LLC"));
        finch.bearer("PUT", "/sandbox/individual/" + people.get(1), link, Map.of("preferred_name", "Kit"));
        finch.bearer("PUT", "/sandbox/employment/" + people.get(2), link, Map.of("title", "Keeper of Birds"));
        finch.bearer("PUT", "/sandbox/individual/" + people.get(3), link, Map.of("last_name", "Anders-Nowak"));

        var run = sync();

        assertThat(feed(run, link))
                .containsExactlyInAnyOrder(
                        "company changed " + link.entity(),
                        "individual changed " + people.get(1),
                        "employment changed " + people.get(2),
                        "directory_entry changed " + people.get(3),
                        "individual changed " + people.get(3),
                        "employment changed " + people.get(3));
        assertThat(line(run, link).rows().changed()).isEqualTo(6);
        assertThat(column("title", "employment", link, "individual_id = '" + people.get(2) + "'"))
                .containsExactly("Keeper of Birds");
    }

    @Test
    void findsNewPeople() {
        var link = connected(9, ALL);
        sync();
        aviary.after(Duration.ofMinutes(10));
        var added = finch.addPeople(link, 2);

        var run = sync();

        assertThat(feed(run, link).stream().filter(line -> !line.startsWith("pay")))
                .containsExactlyInAnyOrder(
                        "directory_entry added " + added.get(0),
                        "directory_entry added " + added.get(1),
                        "individual added " + added.get(0),
                        "individual added " + added.get(1),
                        "employment added " + added.get(0),
                        "employment added " + added.get(1));
    }

    @Test
    void readsAConnectionAloneWhenAskedTo() {
        var link = connected(3, DIRECTORY);
        var other = connected(3, DIRECTORY);

        JobRun run = aviary.bean(dev.aviary.jobs.Jobs.class)
                .run("nightly-sync", Map.of("tenant", tenant.id().toString(), "connection", link.connection()));

        assertThat(aviary.bean(SyncRuns.class).lines(run.run())).hasSize(1);
        assertThat(count("directory_entry", link)).isEqualTo(3);
        assertThat(count("directory_entry", other)).isZero();
    }

    private static String[] everything() {
        return new String[] {
            "company", "directory", "individual", "employment", "payment", "pay_statement", "benefits", "ssn"
        };
    }

    /** Per table how many rows there are and when they were written last. */
    private Map<String, String> rows(Link link) {
        var rows = new LinkedHashMap<String, String>();
        for (var table : TABLES) {
            var last = table.equals("individual_tag") ? "'-'" : "COALESCE(CAST(MAX(updated_at) AS CHAR(30)), '-')";
            rows.put(
                    table,
                    aviary.sql()
                            .sql("SELECT CONCAT(COUNT(*), ' ', " + last + ") FROM " + table
                                    + " WHERE connection_id = ?")
                            .param(link.connection())
                            .query(String.class)
                            .single());
        }
        return rows;
    }
}
