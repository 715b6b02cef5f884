package dev.aviary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.testing.Needles;
import dev.aviary.testing.RefusedRow;
import dev.aviary.testing.TestDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** A command whose row a database refuses does not print the row. */
abstract class RefusedCommandContract {

    abstract TestDatabase database();

    @Test
    void printsNothingOfTheRow() throws Exception {
        assertThat(printedBy("refuse"))
                .startsWith("aviary: The database refuses (")
                .contains("SQLState 23");
        assertThat(printedBy("--debug", "refuse")).contains("SQLState 23", "\tat ", "Caused by: ");
    }

    private String printedBy(String... arguments) throws Exception {
        var database = database().dataSource();
        try {
            return printedBy(JdbcClient.create(database), arguments);
        } finally {
            ((AutoCloseable) database).close();
        }
    }

    private static String printedBy(JdbcClient database, String... arguments) {
        var printed = new StringWriter();
        var line = new CommandLine(new AviaryCommand(), new CommandFactory(new Application(Object.class)));
        line.addSubcommand(new Refusing(database));
        line.setErr(new PrintWriter(printed, true)).setExecutionExceptionHandler(Failures::failed);

        assertThat(line.execute(arguments)).isEqualTo(1);
        assertThat(new Needles(RefusedRow.CANARIES).foundIn(printed.toString())).isEmpty();
        return printed.toString();
    }

    @Command(name = "refuse")
    static final class Refusing implements Callable<Integer> {

        private final JdbcClient database;

        Refusing(JdbcClient database) {
            this.database = database;
        }

        @Override
        public Integer call() {
            RefusedRow.insertTwice(database);
            return 0;
        }
    }
}
