package dev.aviary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command without an installation: nothing is started for it. */
class ScanCommandTests {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    private Path log;

    @BeforeEach
    void writeALog() throws IOException {
        log = Files.writeString(directory.resolve("a.log"), "ssn=536-22-8754\n");
    }

    /** A class that is no application: opening it would fail. */
    private int run(Object... arguments) {
        var args = new String[arguments.length + 2];
        args[0] = "scan";
        args[1] = "--patterns-only";
        for (var i = 0; i < arguments.length; i++) {
            args[i + 2] = arguments[i].toString();
        }
        return CommandLineInterface.run(Object.class, new PrintWriter(out, true), new PrintWriter(err, true), args);
    }

    @Test
    void exitsByTheThreshold() {
        assertThat(run(log)).isEqualTo(1);
        assertThat(run(log, "--fail-on", "high")).isEqualTo(1);
        assertThat(run(log, "--fail-on", "critical")).isZero();
        assertThat(out.toString()).contains(":1:5: high ssn (pattern): ssn=[11 bytes]");
    }

    @Test
    void refusesWhatIsNotThere() {
        assertThat(run(directory.resolve("gone.log"))).isEqualTo(2);
        assertThat(run(log, "--jobs", "0")).isEqualTo(2);
        assertThat(run(log, "--rules", directory.resolve("gone.yml"))).isEqualTo(2);
    }

    @Test
    void saysWhatIsWrongWithAFileOfRules() {
        assertThat(run(log, "--rules", directory)).isEqualTo(2);
        assertThat(run(log, "--rules", directory.resolve("gone.yml"))).isEqualTo(2);
        assertThat(run(log, "--jobs", "many")).isEqualTo(2);
        assertThat(err.toString())
                .contains(directory + ": cannot be read (it is a directory)")
                .contains("gone.yml: cannot be read (there is no such file)")
                .contains("'many' is no number that is valid here");
    }

    @Test
    void tellsOfAPatternThatMatchesNoFile() {
        assertThat(run(log, directory.resolve("*.gz"))).isEqualTo(2);
        assertThat(out.toString()).contains(":1:5: high ssn");
        assertThat(err.toString())
                .contains("No file matches " + directory.resolve("*.gz") + "; the others were scanned");
    }

    @Test
    void redactsAndSaysWhat() {
        assertThat(run("--redact", log)).isZero();

        assertThat(log).hasContent("ssn=[masked]\n");
        assertThat(out.toString()).contains("\"rule\":\"ssn\"").doesNotContain("8754");
    }
}
