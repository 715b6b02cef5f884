package dev.aviary.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aviary.keys.KeyShreddedException;
import dev.aviary.keys.KeyUnusableException;
import dev.aviary.keys.KeyUpkeep;
import dev.aviary.keys.Keys;
import dev.aviary.keys.UpkeepWatch;
import dev.aviary.testing.RunningAviary;
import dev.aviary.testing.Simulator.Link;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The way out of docs/backup.md, word by word: people of a dump from before a close are read from Finch anew, and who was erased since is not. */
abstract class RestoredBeforeACloseContract extends Night {

    RestoredBeforeACloseContract(RunningAviary aviary) {
        super(aviary);
    }

    @Test
    void readsPeopleAnewButThoseWhoWereErasedSince() throws IOException {
        var link = connected(4, ALL);
        sync();
        var people = finch.people(link);
        var erased = people.get(0);
        var living = people.subList(1, people.size());
        restoreFromBeforeAClose(link);
        var keys = aviary.bean(Keys.class).ofTenant(tenant.id().value());
        assertThatThrownBy(() -> keys.ofIndividuals(link.connection(), living))
                .isInstanceOf(KeyUnusableException.class)
                .hasMessageContaining("closed epoch");

        statements(link, erased)
                .forEach(statement -> aviary.sql().sql(statement).update());
        closeEpoch();
        aviary.syncFully(tenant);

        assertThat(keys.ofIndividuals(link.connection(), living)).containsOnlyKeys(living);
        assertThatThrownBy(() -> keys.ofIndividuals(link.connection(), List.of(erased)))
                .isInstanceOf(KeyShreddedException.class);
        assertThat(column("individual_id", "employment", link, "1 = 1")).containsExactlyInAnyOrderElementsOf(living);
        assertThat(column("DISTINCT individual_id", "pay_statement", link, "sealed IS NOT NULL"))
                .isNotEmpty()
                .doesNotContain(erased);
        assertThat(line(nextSync(), link).state())
                .as("and the nights after")
                .isIn(TaskState.DONE, TaskState.UP_TO_DATE);
    }

    /** Rows as they were, and the epoch keys of now. */
    private void restoreFromBeforeAClose(Link link) {
        var dump = aviary.sql()
                .sql("SELECT individual_id, epoch, wrapped, pseudonym FROM individual_key WHERE connection_id = ?")
                .param(link.connection())
                .query()
                .listOfRows();
        closeEpoch();
        dump.forEach(row -> aviary.sql()
                .sql("UPDATE individual_key SET epoch = ?, wrapped = ?, pseudonym = ? WHERE individual_id = ?")
                .params(row.get("epoch"), row.get("wrapped"), row.get("pseudonym"), row.get("individual_id"))
                .update());
        aviary.sql()
                .sql("UPDATE tenant_keyset SET epoch = 1 WHERE tenant_id = ?")
                .param(tenant.id().toString())
                .update();
    }

    private void closeEpoch() {
        aviary.bean(KeyUpkeep.class)
                .closeEpoch(tenant.id().value(), aviary.now().plusSeconds(1), new UpkeepWatch() {});
    }

    private Stream<String> statements(Link link, String erased) throws IOException {
        var page = Files.readString(Path.of("docs/backup.md"));
        var section = page.substring(page.indexOf("## A database from before a close"));
        var block = section.substring(section.indexOf("```sql") + 6);
        return Stream.of(block.substring(0, block.indexOf("```")).split(";"))
                .filter(statement -> !statement.isBlank())
                .map(statement -> statement
                        .replace("'CONNECTION'", "'" + link.connection() + "'")
                        .replace("'ERASED'", "'" + erased + "'")
                        .replace("'TENANT'", "'" + tenant.id() + "'"));
    }
}
