package dev.aviary.leakscan.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.aviary.leakscan.source.PackedFiles;
import dev.aviary.vault.FingerprintsForTests;
import dev.aviary.vault.Occasion;
import dev.aviary.vault.Purpose;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the report says is SARIF by its schema, and what pages of code scanning ask for beyond it. */
class SarifReportTests {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-25T08:00:00Z"), ZoneOffset.UTC);
    private static final String TOKEN = "0b8a1f6e-3c55-4d1e-9a77-6f2d1f0c9b10";
    private static final String TEXT = """
            Authorization: Bearer %s
            {"password":"Tr0ub4dor&zebra91x"} cut off: %s
            ssn=536-22-8754
            ssn=536-22-8754
            """.formatted(TOKEN, TOKEN.substring(4));
    private static final List<String> NAMES = List.of(
            "a b.log", "100%.log", "a#b?c.log", "d:e.log", "[x]{y}|z^`\\.log", "\u00e4\u20ac.log", "'q\"<>.log");

    private final LeakScan scan = LeakScan.of(CLOCK, List.of())
            .with(
                    new FingerprintsForTests("sarif", List.of(TOKEN)),
                    List.of(),
                    Occasion.byCommand(Purpose.FINGERPRINT),
                    new byte[16]);

    @TempDir
    private Path directory;

    @BeforeEach
    void plant() throws IOException {
        for (var name : NAMES) {
            Files.writeString(directory.resolve(name), TEXT);
        }
        Files.write(directory.resolve("b.zip"), PackedFiles.all().get("zip").apply(TEXT.getBytes(UTF_8)));
        Files.write(directory.resolve("c.xz"), new byte[] {(byte) 0xfd, '7', 'z', 'X', 'Z', 0});
        Files.writeString(directory.resolve(TOKEN + ".log"), "harmless");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String report(Object... sources) {
        var out = new StringWriter();
        try (var run = scan.run(ScanReport.of(ScanReport.Format.SARIF, scan, new PrintWriter(out)), 2, bytes -> {})) {
            for (var source : sources) {
                if (source instanceof byte[] text) {
                    run.add(new ByteArrayInputStream(text));
                } else {
                    assertThat(run.add(source.toString())).isTrue();
                }
            }
            run.end();
        }
        return out.toString();
    }

    private static JsonNode run(String report) {
        return JsonMapper.shared().readTree(report).get("runs").get(0);
    }

    @Test
    void isValid() throws IOException {
        var report =
                report(directory, TEXT.getBytes(UTF_8), "src/test/java/dev/aviary/leakscan/scan/SarifReportTests.java");

        assertThat(schema().validate(
                                report,
                                InputFormat.JSON,
                                context -> context.executionConfig(config -> config.formatAssertionsEnabled(true))))
                .isEmpty();
        assertThat(run(report).get("results").findValuesAsString("ruleId"))
                .contains("live-token", "password", "ssn", FileScan.IN_NAME, LeakScan.WORLD_READABLE);
        assertThat(run(report).at("/invocations/0/toolExecutionNotifications").isEmpty())
                .isFalse();
    }

    @Test
    void isValidWithoutFindings() throws IOException {
        assertThat(schema().validate(report("nothing".getBytes(UTF_8)), InputFormat.JSON))
                .isEmpty();
    }

    /** The schema itself has to be there and to refuse something. */
    @Test
    void isComparedWithASchemaThatRefuses() throws IOException {
        var wrong = report("nothing".getBytes(UTF_8)).replace("\"executionSuccessful\"", "\"successful\"");

        assertThat(schema().validate(wrong, InputFormat.JSON)).isNotEmpty();
    }

    private static Schema schema() throws IOException {
        try (var text = SarifReportTests.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(text);
        }
    }

    @Test
    void pointsToTheRuleOfEachResult() {
        var run = run(report(directory));
        var rules = run.at("/tool/driver/rules");

        assertThat(run.get("results").valueStream()).hasSizeGreaterThan(10).allSatisfy(result -> assertThat(
                        rules.get(result.get("ruleIndex").asInt()).get("id"))
                .isEqualTo(result.get("ruleId")));
        assertThat(rules.valueStream()).allSatisfy(rule -> assertThat(rule.propertyNames())
                .contains("shortDescription", "fullDescription", "help", "defaultConfiguration"));
    }

    @Test
    void namesEveryFileSoThatItIsFoundAgain() {
        var files = run(report(directory)).get("results").findValuesAsString("uri").stream()
                .distinct()
                .map(uri -> Path.of(URI.create(uri)))
                .filter(file -> !file.toString().contains("masked"))
                .toList();

        assertThat(files).hasSize(NAMES.size() + 1).allSatisfy(file -> assertThat(file)
                .exists());
    }

    @Test
    void saysWhatRelativeNamesAreRelativeTo() {
        var run = run(report("src/test/java/dev/aviary/leakscan/scan/SarifReportTests.java"));
        var location = run.at("/results/0/locations/0/physicalLocation/artifactLocation");

        assertThat(location.get("uri").asString())
                .isEqualTo("src/test/java/dev/aviary/leakscan/scan/SarifReportTests.java");
        assertThat(run.get("originalUriBaseIds").has(location.get("uriBaseId").asString()))
                .isTrue();
    }

    @Test
    void tellsResultsApartAndKnowsThemAgainFurtherDown() {
        var first = fingerprints(TEXT);

        assertThat(first).hasSizeGreaterThan(4).doesNotHaveDuplicates();
        assertThat(fingerprints("one more line\n" + TEXT)).isEqualTo(first);
    }

    private List<String> fingerprints(String text) {
        var all = new ArrayList<String>();
        run(report(text.getBytes(UTF_8)))
                .get("results")
                .forEach(result -> all.add(result.at("/partialFingerprints/primaryLocationLineHash")
                        .asString()));
        return all;
    }
}
