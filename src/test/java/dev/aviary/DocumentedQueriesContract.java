package dev.aviary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.aviary.testing.TestDatabase;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The queries and statements that the docs offer run on this database. */
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

    @Test
    void runsWhatClearsTheWayAfterAKeyWasLost() {
        var jdbc = JdbcClient.create(database().dataSource());
        var statements = Pages.fenced("docs/backup.md", "sql").stream()
                .flatMap(block -> Stream.of(block.split(";\\s*")))
                .toList();

        assertThat(statements).hasSizeGreaterThan(8);
        assertThat(statements)
                .allSatisfy(statement ->
                        assertThatCode(() -> jdbc.sql(statement).update()).doesNotThrowAnyException());
    }
}
