package dev.aviary.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;

class WritingOnH2Tests extends WritingContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }

    /** As after a kill. */
    @Test
    void goesOnWhereTheFeedsNumbersComeAgain() {
        var scope = store.newScope();
        store.write(store.prepareDirectory(scope, List.of(People.entry("a"), People.entry("b"))), 7);
        var newest = store.jdbc().queryForObject("SELECT MAX(change_id) FROM change_feed", Long.class);
        store.jdbc().execute("ALTER TABLE change_feed ALTER COLUMN change_id RESTART WITH " + (newest - 1));

        store.write(store.prepareDirectory(scope, List.of(People.entry("c"), People.entry("d"))), 8);

        assertThat(store.feed(scope, 8)).containsExactly("directory_entry c c added", "directory_entry d d added");
    }
}
