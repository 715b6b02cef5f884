package dev.aviary.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JobFileTests {

    private static final String GOOD = """
            job: nightly-sync
            description: Reads
            enabled: false
            schedule:
              cron: "0 30 2 * * *"
              zone: Europe/Berlin
              misfire: skip
            at-once: 12
            parameters:
              full: true
            """;

    @Test
    void readsEveryField() {
        var definition = JobFile.read("jobs/a.yml", new StringReader(GOOD), new ArrayList<>())
                .orElseThrow();

        assertThat(definition)
                .isEqualTo(new JobDefinition(
                        "nightly-sync",
                        "Reads",
                        false,
                        new Schedule("0 30 2 * * *", ZoneId.of("Europe/Berlin")),
                        Misfire.SKIP,
                        12,
                        Map.of("full", "true"),
                        "jobs/a.yml"));
    }

    @Test
    void leavesOutWhatHasADefault() {
        var definition = JobFile.read(
                        "a", new StringReader("job: x\nschedule: {cron: '@daily', zone: UTC}\n"), new ArrayList<>())
                .orElseThrow();

        assertThat(definition.enabled()).isTrue();
        assertThat(definition.misfire()).isEqualTo(Misfire.RUN_ONCE);
        assertThat(definition.atOnce()).isEqualTo(1);
        assertThat(definition.parameters()).isEmpty();
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of("", "jobs/a.yml:1: is empty; it needs at least 'job' and 'schedule'"),
                Arguments.of("# only a remark\n", "jobs/a.yml:1: is empty; it needs at least 'job' and 'schedule'"),
                Arguments.of("job: [nightly\n", "jobs/a.yml:2: is not valid YAML: "),
                Arguments.of("job: a\n\tdescription: b\n", "jobs/a.yml:2: is not valid YAML: "),
                Arguments.of("- job\n", "jobs/a.yml:1: a job file must be a mapping of "),
                Arguments.of(
                        with("enabled: false", "retries: 3"),
                        "jobs/a.yml:3: unknown field 'retries' in a job file; known are "),
                Arguments.of(with("  zone:", "  timezone:"), "jobs/a.yml:6: unknown field 'timezone' in schedule"),
                Arguments.of(with("job: nightly-sync\n", ""), "jobs/a.yml:1: 'job' is missing"),
                Arguments.of(with("job: nightly-sync", "job:"), "jobs/a.yml:1: 'job' must be text"),
                Arguments.of(with("job: nightly-sync", "job: {a: b}"), "jobs/a.yml:1: 'job' must be text"),
                Arguments.of(with("enabled: false", "job: other"), "jobs/a.yml:3: 'job' stands twice"),
                Arguments.of(
                        with("enabled: false", "enabled: maybe"),
                        "jobs/a.yml:3: 'enabled' is 'maybe'; it must be true or false"),
                Arguments.of(with("0 30 2 * * *", "0 30 2 * *"), "jobs/a.yml:5: '0 30 2 * *' is no cron expression"),
                Arguments.of(
                        with("0 30 2 * * *", "0 30 25 * * *"), "jobs/a.yml:5: '0 30 25 * * *' is no cron expression"),
                Arguments.of(
                        with("Europe/Berlin", "Europe/Bärlin"),
                        "jobs/a.yml:6: 'Europe/Bärlin' is no time zone; use an IANA name"),
                Arguments.of(
                        with("  zone: Europe/Berlin\n", ""),
                        "jobs/a.yml:5: 'schedule.zone' is missing; name the time zone"),
                Arguments.of(
                        with("misfire: skip", "misfire: later"),
                        "jobs/a.yml:7: 'misfire' is 'later'; it must be run-once or skip"),
                Arguments.of(
                        with("at-once: 12", "at-once: 0"),
                        "jobs/a.yml:8: 'at-once' is '0'; it must be a whole number from 1 to 100"),
                Arguments.of(with("at-once: 12", "at-once: 101"), "jobs/a.yml:8: 'at-once' is '101'"),
                Arguments.of(with("at-once: 12", "at-once: many"), "jobs/a.yml:8: 'at-once' is 'many'"),
                Arguments.of(with("  full: true", "  full: [1, 2]"), "jobs/a.yml:10: 'parameters.full' must be text"),
                Arguments.of(
                        with("parameters:\n  full: true", "parameters: full"),
                        "jobs/a.yml:9: parameters must be a mapping"),
                Arguments.of("job: x\nschedule: daily\n", "jobs/a.yml:2: schedule must be a mapping of "));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void namesFileAndLine(String content, String fault) {
        var faults = new ArrayList<String>();

        assertThat(JobFile.read("jobs/a.yml", new StringReader(content), faults))
                .isEmpty();

        assertThat(faults).anySatisfy(found -> assertThat(found).startsWith(fault));
        assertThat(faults).allSatisfy(found -> assertThat(found).matches("jobs/a\\.yml:\\d+: [^\n]+"));
    }

    @Test
    void namesAllFaultsAtOnce() {
        var faults = new ArrayList<String>();
        JobFile.read(
                "jobs/a.yml",
                new StringReader(with("at-once: 12", "at-once: 0")
                        .replace("skip", "later")
                        .replace("false", "no")),
                faults);

        assertThat(faults).hasSize(3);
    }

    /** Nine levels of nine: as values 3^18 texts, as nodes a handful. */
    @Test
    void isNotDrownedByAliases() {
        var bomb = new StringBuilder("job: x\nparameters:\n  a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (int i = 1; i < 10; i++) {
            bomb.append("  a%d: &a%d [%s]\n"
                    .formatted(i, i, String.join(", ", java.util.Collections.nCopies(9, "*a" + (i - 1)))));
        }
        var faults = new ArrayList<String>();

        org.junit.jupiter.api.Assertions.assertTimeout(
                Duration.ofSeconds(5), () -> JobFile.read("jobs/a.yml", new StringReader(bomb.toString()), faults));

        assertThat(faults).isNotEmpty().allSatisfy(fault -> assertThat(fault).startsWith("jobs/a.yml:"));
    }

    @Test
    void doesNotMakeObjectsOfTags() {
        var faults = new ArrayList<String>();
        var file = with("Reads", "!!javax.script.ScriptEngineManager [!!java.net.URL ['http://localhost:1/']]");

        assertThat(JobFile.read("jobs/a.yml", new StringReader(file), faults)).isEmpty();
        assertThat(faults)
                .singleElement()
                .asString()
                .startsWith("jobs/a.yml:2: is not valid YAML: Global tag is not allowed");
    }

    @Test
    void refusesFilesThatFitNoJob(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("a.yml"), GOOD);
        Files.writeString(directory.resolve("b.yaml"), with("nightly-sync", "nightly-snc"));
        Files.writeString(directory.resolve("c.yml"), GOOD);
        Files.writeString(
                directory.resolve("d.yml"), with("full: true", "tennant: x").replace("nightly-sync", "other"));
        Files.write(directory.resolve("e.yml"), new byte[] {'j', 'o', 'b', ':', ' ', 0});
        Files.writeString(directory.resolve("notes.txt"), "no job file");

        assertThatThrownBy(() ->
                        new JobFiles(properties(directory), List.of(new StubJob("nightly-sync"), new StubJob("other"))))
                .isInstanceOfSatisfying(
                        JobFileException.class, e -> assertThat(e.getMessage().lines())
                                .anyMatch(line -> line.contains(
                                        "jobs/b.yaml: there is no job 'nightly-snc'; known are nightly-sync, other"))
                                .anyMatch(line -> line.contains(
                                        "jobs/c.yml: job 'nightly-sync' is defined in jobs/a.yml already"))
                                .anyMatch(line -> line.contains("jobs/d.yml: parameters: unknown parameter 'tennant'"))
                                .anyMatch(line -> line.contains("jobs/e.yml:1: is not valid YAML")));
    }

    @Test
    void takesTheFilesInsideTheJarWhereThereIsNoDirectory(@TempDir Path directory) throws IOException {
        var files = new JobFiles(
                properties(directory.resolve("none")),
                List.of(new StubJob("nightly-sync"), new StubJob("key-rotation"), new StubJob("log-leak-scan")));

        assertThat(files.definitions())
                .extracting(JobDefinition::name)
                .containsExactly("key-rotation", "log-leak-scan", "nightly-sync");
    }

    @Test
    void leavesRulesThatLieBesideTheJobs(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("a.yml"), GOOD);
        Files.writeString(directory.resolve("leak-rules.yml"), "rules: []");

        var files = new JobFiles(properties(directory), List.of(new StubJob("nightly-sync")));

        assertThat(files.definitions()).hasSize(1);
    }

    private static JobsProperties properties(Path directory) {
        return new JobsProperties(directory, Duration.ofSeconds(15), Duration.ofSeconds(25));
    }

    private static String with(String part, String other) {
        assertThat(GOOD).contains(part);
        return GOOD.replace(part, other);
    }
}
