package dev.aviary.store;

import dev.aviary.keys.Keys;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** A real store without Spring and with the default settings, for the tests of every room. */
public final class StoreForTests {

    private StoreForTests() {}

    public static EmploymentStore in(DataSource database, Keys keys, Clock clock) {
        return new JdbcEmploymentStore(new JdbcTemplate(database), keys, new StoreProperties(TestStore.DEFAULT), clock);
    }

    public static EmploymentRecords records(DataSource database, Keys keys) {
        return new JdbcEmploymentRecords(new JdbcTemplate(database), keys);
    }

    public static KnownPeople people(DataSource database, Keys keys) {
        return new JdbcKnownPeople(new JdbcTemplate(database), keys);
    }
}
