package dev.aviary.leakscan.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import dev.aviary.leakscan.tables.TableTexts.TableText;
import dev.aviary.testing.SmallJvm;
import dev.aviary.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
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

    /** H2 collects a result before its first row, unless it is told not to. */
    @Test
    void letsTheDatabaseCollectNoRowsInThisMemory() throws IOException {
        jdbc.sql("CREATE TABLE counted (words LONGTEXT)").update();
        jdbc.sql("INSERT INTO counted VALUES ('x')").update();
        var text = new QueriedText(
                "query:mine",
                database::getConnection,
                "SELECT CONCAT(REPEAT(words, 1000000), a.n, b.n) AS w FROM counted, " + numbers("a") + ", "
                        + numbers("b"));
        var before = allocated();
        try (var in = text.open()) {
            assertThat(in.read()).isPositive();
        }

        assertThat(allocated() - before).isLessThan(ROWS / 2 * ROW_LENGTH);
    }

    private static String numbers(String name) {
        return "(SELECT 1 AS n UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6 UNION SELECT 7 UNION SELECT 8) AS "
                + name;
    }

    @Test
    void leavesTheSessionAsItWas() throws Exception {
        try (var in = query("SELECT 1 AS one").open()) {
            assertThat(in.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("one=1\t\n");
        }
        if (where.isH2()) {
            assertThat(jdbc.sql(
                                    "SELECT setting_value FROM information_schema.settings WHERE setting_name = 'LAZY_QUERY_EXECUTION'")
                            .query(String.class)
                            .optional())
                    .isNotEqualTo(java.util.Optional.of("1"));
        }
    }

    @Test
    void readsARowThatIsLongerThanTheMemory(@TempDir Path directory) throws Exception {
        var jvm = new SmallJvm(directory, LongRowProcess.class);
        try (var reading = jvm.start(
                where.isH2() ? "jdbc:h2:" + directory.resolve("long") : where.url(), where.isH2() ? "sa" : "root")) {
            reading.await("read 3 values with 3 needles");
        }
    }

    @Test
    void saysWhichValuesItCut() throws IOException {
        Assumptions.assumeFalse(where.isH2(), "H2 reads them in parts");
        jdbc.sql("CREATE TABLE cut (id INT, words LONGTEXT, bytes LONGBLOB)").update();
        jdbc.sql("INSERT INTO cut VALUES (1, 'short', 'short'), (2, CONCAT(REPEAT('x', 9000000), 'behind'), NULL)")
                .update();

        var read = new ByteArrayOutputStream();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> query("SELECT * FROM cut ORDER BY id;").open().transferTo(read))
                .withMessage("values of 1 row are longer than 8388608 characters: the rest of them was not searched");
        assertThat(read.toString(StandardCharsets.UTF_8))
                .startsWith("id=1\twords=short\tbytes=short\t\nid=2\twords=xxx")
                .endsWith("x\t\n")
                .doesNotContain("behind");
    }

    /** Which no table that another query is about may have. */
    @Test
    void cutsValuesOfColumnsOfOneName() throws IOException {
        Assumptions.assumeFalse(where.isH2(), "H2 reads them in parts");
        jdbc.sql("CREATE TABLE same (id INT, words LONGTEXT)").update();
        jdbc.sql("INSERT INTO same VALUES (1, 'short'), (2, CONCAT(REPEAT('x', 9000000), 'behind'))")
                .update();

        assertThat(read(query("SELECT id, id, words, words FROM same WHERE id = 1;")))
                .isEqualTo("id=1\tid=1\twords=short\twords=short\t\n");
        assertThat(read(query(
                        "WITH w AS (SELECT * FROM same) SELECT a.*, '', b.words AS `a``b` FROM w a JOIN w b USING (id)"
                                + " WHERE id = 1 UNION SELECT 3, 'x', 'y', 'z' ORDER BY 1")))
                .isEqualTo("id=1\twords=short\t=\ta`b=short\t\nid=3\twords=x\t=y\ta`b=z\t\n");
        assertThat(read(query("SHOW COLUMNS FROM same"))).startsWith("Field=id\t");
        for (var sql : List.of("SELECT words, words FROM same", "SELECT a.words, b.* FROM same a, same b")) {
            var read = new ByteArrayOutputStream();
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> query(sql).open().transferTo(read))
                    .withMessageContaining("the rest of them was not searched");
            assertThat(read.toString(StandardCharsets.UTF_8)).doesNotContain("behind");
        }
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
