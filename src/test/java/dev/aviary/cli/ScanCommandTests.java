package dev.aviary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.leakscan.source.PackedFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a", "**/[z-a]"})
    void refusesWhatIsNoPattern(String pattern) {
        assertThat(run(log, pattern)).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("aviary: Nothing was scanned: there is no " + pattern + "\n");
    }

    /** A variable of the shell that is not set is not this directory. */
    @Test
    void refusesAnEmptyPath() {
        assertThat(run(log, "")).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("aviary: Nothing was scanned: PATH 2 is empty\n");
    }

    @Test
    void saysInOneLineWhatIsMissing() {
        assertThat(run("a\n\u001b[31mb")).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).doesNotContain("\u001b");
    }

    @Test
    void readsAFileOnceThatIsNamedTwice() {
        assertThat(run(log, log, log.getParent().resolve(".").resolve(log.getFileName())))
                .isEqualTo(1);
        assertThat(out.toString()).containsOnlyOnce("high ssn").contains("in 1 file, 1 text, 16 bytes");
    }

    /** Nobody has to sign in to hear of it. */
    @Test
    void saysWhatIsMissingBeforeItStartsAnything() {
        var exit = CommandLineInterface.run(
                Object.class,
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                "--as",
                "somebody",
                "scan",
                directory.resolve("gone.log").toString());

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("aviary: Nothing was scanned: there is no " + directory.resolve("gone.log") + "\n");
    }

    /** A disk that is full, or a pipe that nobody reads. */
    @ParameterizedTest
    @ValueSource(strings = {"--format=text", "--format=sarif", "--redact"})
    void failsIfItsReportIsLost(String option) throws IOException {
        Files.writeString(log, "nothing\n");
        var lost = new PrintWriter(new Writer() {
            @Override
            public void write(char[] text, int from, int length) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });

        assertThat(CommandLineInterface.run(
                        Object.class,
                        lost,
                        new PrintWriter(err, true),
                        "scan",
                        "--patterns-only",
                        option,
                        log.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).isEqualTo("aviary: The report could not be written to its end\n");
    }

    @Test
    void saysWhyAFileWasNotRedacted() throws IOException {
        Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("---------"));
        Assumptions.assumeFalse(Files.isReadable(log), "root reads everything");

        assertThat(run("--redact", log)).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("aviary: " + log + " was left as it was: permission denied\n");
    }

    @Test
    void redactsNothingIfOneIsNoPlainFile() throws IOException {
        var packed = Files.write(directory.resolve("b.gz"), PackedFiles.gzip(new byte[9]));

        for (var wrong : List.of(packed, directory, directory.resolve("gone.log"), "-")) {
            assertThat(run("--redact", log, wrong)).isEqualTo(2);
        }
        assertThat(log).content().contains("8754");
        assertThat(err.toString())
                .contains("aviary: --redact rewrites plain files; these are none: " + packed + "\n")
                .hasLineCount(4);
    }

    @Test
    void redactsOnlyWhatIsNamed() {
        assertThat(run("--redact")).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("aviary: --redact rewrites the files that are named, and none is\n");
    }

    /** Whatever is found is masked, and told in one way. */
    @ParameterizedTest
    @ValueSource(strings = {"--fail-on=high", "--format=json", "--jobs=2"})
    void redactsWhateverIsFound(String option) {
        assertThat(run("--redact", log, option)).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("aviary: --redact goes with none of --fail-on, --format and --jobs: it masks whatever is"
                        + " found, and prints JSON lines\n");
        assertThat(log).content().contains("8754");
    }

    @Test
    void redactsAndSaysWhat() {
        assertThat(run("--redact", log)).isZero();

        assertThat(log).hasContent("ssn=[masked]\n");
        assertThat(out.toString()).contains("\"rule\":\"ssn\"").doesNotContain("8754");
    }
}
