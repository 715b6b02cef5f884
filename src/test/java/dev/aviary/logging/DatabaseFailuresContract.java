package dev.aviary.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import dev.aviary.testing.Needles;
import dev.aviary.testing.RefusedRow;
import dev.aviary.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.MDC;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Databases quote the values they refuse; what is told of a failure does not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DatabaseFailuresContract {

    private DataSource database;
    private Throwable refused;

    abstract TestDatabase database();

    @BeforeAll
    void refuse() {
        database = database().dataSource();
        refused = catchThrowable(() -> RefusedRow.insertTwice(JdbcClient.create(database)));
        assertThat(refused).isInstanceOf(DuplicateKeyException.class).hasMessageContaining(RefusedRow.CANARIES.get(0));
    }

    @AfterAll
    void close() throws Exception {
        ((AutoCloseable) database).close();
    }

    @Test
    void areToldByKindStateAndNumber() {
        assertThat(FailureText.of(refused)).matches("DuplicateKeyException, SQLState 23\\d+, error \\d+");
        assertThat(FailureText.of(new RuntimeException(refused))).startsWith("RuntimeException, SQLState 23");
        assertThat(FailureText.isUnreachable(refused)).isFalse();
    }

    /** Whoever wraps an exception may repeat its message, or a part. */
    @Test
    void areNotToldByWhatWrapsThem() {
        assertThat(FailureText.of(new OursException("Tenant 7 was not kept: " + refused.getMessage(), refused)))
                .startsWith("Tenant 7 was not kept: ")
                .satisfies(this::hasNoCanary);
        assertThat(FailureText.trace(new IllegalStateException(refused)))
                .contains(
                        "java.lang.IllegalStateException: ",
                        "Caused by: ",
                        "SQLState 23",
                        "\tat " + RefusedRow.class.getName())
                .satisfies(this::hasNoCanary);
    }

    @Test
    void areNotToldByWhatCausedThem() {
        var failure = new SQLException(
                "no number", "22018", new NumberFormatException("For input string: " + RefusedRow.CANARIES.get(1)));

        assertThat(FailureText.trace(failure)).contains("NumberFormatException").satisfies(this::hasNoCanary);
    }

    @Test
    void areNotToldByALogLineWithTheException() {
        var wrapping = new IllegalStateException("wrapped " + refused.getMessage(), refused);
        wrapping.addSuppressed(refused);

        assertThat(logged("%msg%n", "not kept: " + refused.getMessage(), wrapping))
                .satisfies(this::hasNoCanary);
        for (var format : new String[] {"%ex{short}", "%ex{full}", "%rEx", "%xEx{full}", "%msg"}) {
            assertThat(logged(format + "%n", "not kept", wrapping)).as(format).satisfies(this::hasNoCanary);
        }
        assertThat(logged("%msg %ex{full}", "not kept", wrapping))
                .contains("not kept ", "DuplicateKeyException: SQLState 23", "Suppressed: ", "\tat ");
    }

    @Test
    void ofOthersAreToldAsTheyAre() {
        var failure = new UncheckedIOException("File x is gone", new IOException("No such file"));

        assertThat(FailureText.trace(failure))
                .contains("File x is gone", "Caused by: java.io.IOException: No such file");
        assertThat(FailureText.of(new OursException("File x is gone", failure))).isEqualTo("File x is gone");
        assertThat(FailureText.of(failure)).as("kind only").isEqualTo("UncheckedIOException");
    }

    @Test
    void tellWhoCannotBeReached() {
        var failure = new SQLException("Connection refused to 127.0.0.1:3306\nQuery is: SELECT 1", "08000", 7);

        assertThat(FailureText.isUnreachable(new RuntimeException(failure))).isTrue();
        assertThat(FailureText.of(failure))
                .isEqualTo("SQLException, SQLState 08000, error 7, Connection refused to 127.0.0.1:3306");
    }

    private static String logged(String pattern, String message, Throwable thrown) {
        var context = new LoggerContext();
        context.setMDCAdapter(MDC.getMDCAdapter());
        var layout = new MaskedLayout();
        layout.setContext(context);
        layout.setPattern(pattern);
        layout.start();
        return layout.doLayout(
                new LoggingEvent("x", context.getLogger("some.Logger"), Level.ERROR, message, thrown, null));
    }

    private void hasNoCanary(String text) {
        assertThat(new Needles(RefusedRow.CANARIES).foundIn(text)).isEmpty();
    }

    private static final class OursException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        OursException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
