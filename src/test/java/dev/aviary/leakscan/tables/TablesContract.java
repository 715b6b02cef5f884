package dev.aviary.leakscan.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import dev.aviary.leakscan.tables.TableTexts.TableText;
import dev.aviary.testing.TestDatabase;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whatever people or programs wrote into our job tables, or into a table of a query, is a text that can be searched. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TablesContract {

    private static final int ROWS = 60;
    private static final long ROW_LENGTH = 1_000_000;

    private TestDatabase where;
    private DataSource database;
    private JdbcClient jdbc;

    abstract TestDatabase database();

    @BeforeAll
    void open() {
        where = database();
        database = where.dataSource();
        jdbc = JdbcClient.create(database);
    }

    @AfterAll
    void close() throws Exception {
        ((AutoCloseable) database).close();
    }

    @Test
    void readsOwnTablesRowByRow() throws IOException {
        jdbc.sql(
                        "INSERT INTO BATCH_JOB_INSTANCE (JOB_INSTANCE_ID, VERSION, JOB_NAME, JOB_KEY) VALUES (1, 0, 'one', 'k1'), (2, 0, 'two', 'k2')")
                .update();
        var texts = new OwnAndQueriedTables(database, Map.of()).all();

        assertThat(texts)
                .extracting(text -> text.name().toLowerCase(Locale.ROOT))
                .contains("table:batch_job_instance", "table:qrtz_triggers", "table:audit_event", "table:leak_finding")
                .doesNotContain("table:individual", "table:access_token", "table:tenant_keyset");
        var text = texts.stream()
                .filter(each -> each.name().equalsIgnoreCase("table:batch_job_instance"))
                .findFirst()
                .orElseThrow();
        assertThat(read(text).lines()).hasSize(2).first().asString().containsIgnoringCase("JOB_NAME=one\t");
    }

    @Test
    void readsBytesAsTheyAreAndLongRows() throws IOException {
        jdbc.sql("CREATE TABLE notes (id INT, bytes LONGBLOB, words VARCHAR(100))")
                .update();
        var bytes = ("a serialised secret " + "x".repeat(200_000)).getBytes(StandardCharsets.US_ASCII);
        jdbc.sql("INSERT INTO notes VALUES (1, :bytes, NULL), (2, NULL, 'caf\u00e9')")
                .param("bytes", bytes)
                .update();

        var read = read(query("SELECT bytes, words FROM notes ORDER BY id"));

        assertThat(read).containsIgnoringCase("bytes=a serialised secret xxx").containsIgnoringCase("words=caf\u00e9");
        assertThat(read.lines()).hasSize(2);
        assertThat(read.length()).isGreaterThan(200_000);
    }

    @Test
    void changesNothing() throws IOException {
        jdbc.sql("CREATE TABLE kept (id INT)").update();
        jdbc.sql("INSERT INTO kept VALUES (1)").update();
        try (var in = query("SELECT * FROM kept").open()) {
            in.readAllBytes();
        }
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> query("DELETE FROM kept").open().readAllBytes());
        assertThat(jdbc.sql("SELECT COUNT(*) FROM kept").query(Long.class).single())
                .isEqualTo(1);
    }

    /** A driver may fetch many rows at once, and on closing all that are left. */
    @Test
    void takesNoMoreRowsIntoMemoryThanAreRead() throws IOException {
        jdbc.sql("CREATE TABLE many (words LONGTEXT)").update();
        for (var row = 0; row < ROWS; row++) {
            jdbc.sql("INSERT INTO many VALUES (REPEAT('x', " + ROW_LENGTH + "))")
                    .update();
        }
        var text = new QueriedText("query:mine", database::getConnection, "SELECT words FROM many");
        var before = allocated();
        try (var in = text.open()) {
            assertThat(in.read()).isPositive();
        }

        assertThat(allocated() - before).isLessThan(ROWS / 2 * ROW_LENGTH);
        assertThat(jdbc.sql("SELECT COUNT(*) FROM many").query(Integer.class).single())
                .isEqualTo(ROWS);
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    @Test
    void saysNothingOfWhatTheDatabaseAnswers() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(
                        () -> query("SELECT 'correct-horse' FROM no_such_table").open())
                .withMessageStartingWith("the database answers with SQL state ")
                .withMessageNotContaining("correct-horse")
                .withNoCause();
    }

    private TableText query(String sql) {
        var query = new TablesProperties.Query(where.url(), where.isH2() ? where.user() : null, null, sql);
        return new OwnAndQueriedTables(database, Map.of("mine", query))
                .all().stream()
                        .filter(text -> text.name().equals("query:mine"))
                        .findFirst()
                        .orElseThrow();
    }

    private static String read(TableText text) throws IOException {
        try (var in = text.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
