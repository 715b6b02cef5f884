package dev.aviary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.aviary.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The queries that docs/tables.md offers run on this database. */
abstract class DocumentedQueriesContract {

    abstract TestDatabase database();

    @Test
    void runs() {
        var jdbc = JdbcClient.create(database().dataSource());
        var queries = Pages.fenced("docs/tables.md", "sql");

        assertThat(queries).hasSizeGreaterThan(3);
        assertThat(queries).allSatisfy(query -> assertThatCode(
                        () -> jdbc.sql(query).query().listOfRows())
                .doesNotThrowAnyException());
    }
}
