package dev.aviary.leakscan.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.leakscan.Severity;
import dev.aviary.leakscan.source.PackedFiles;
import dev.aviary.vault.FingerprintsForTests;
import dev.aviary.vault.Occasion;
import dev.aviary.vault.Purpose;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is found is told with its place, and never with what it is. */
class LeakScanTests {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-25T08:00:00Z"), ZoneOffset.UTC);
    private static final String TOKEN = "0b8a1f6e-3c55-4d1e-9a77-6f2d1f0c9b10";
    private static final LeakScan SCAN = LeakScan.of(CLOCK, List.of())
            .with(
                    new FingerprintsForTests("scan", List.of(TOKEN)),
                    List.of(),
                    Occasion.byCommand(Purpose.FINGERPRINT),
                    new byte[16]);
    private static final String PASSWORD = "Tr0ub4dor&zebra91x";
    private static final String TEXT = """
            nothing here
            Authorization: Bearer %s
            {"a":"x","password":"%s"} and cut off: %s
            ssn=536-22-8754 %s%s
            """.formatted(TOKEN, PASSWORD, TOKEN.substring(4), TOKEN, TOKEN);

    private final StringWriter out = new StringWriter();

    @TempDir
    private Path directory;

    private ScanSummary scan(ScanReport.Format format, Object... sources) {
        try (var run = SCAN.run(ScanReport.of(format, SCAN, new PrintWriter(out)), 2, bytes -> {})) {
            for (var source : sources) {
                if (source instanceof byte[] text) {
                    run.add(new ByteArrayInputStream(text));
                } else {
                    assertThat(run.add(source.toString())).isTrue();
                }
            }
            return run.end();
        }
    }

    static Stream<String> types() {
        return PackedFiles.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("types")
    void findsInEveryTypeOfFile(String type) {
        var text = ("x".repeat(100) + "\n" + TEXT).getBytes(UTF_8);

        scan(ScanReport.Format.TEXT, PackedFiles.all().get(type).apply(text));

        assertThat(out.toString()).contains(":3:23: critical live-token (confirmed");
    }

    @Test
    void tellsPlaceRuleAndOwner() {
        var summary = scan(ScanReport.Format.TEXT, TEXT.getBytes(UTF_8));

        assertThat(out.toString().lines().filter(line -> line.startsWith("-:")).toList())
                .first()
                .asString()
                .startsWith("-:2:23: critical live-token (confirmed")
                .endsWith("): Authorization: Bearer [36 bytes]");
        assertThat(summary.worst()).contains(Severity.CRITICAL);
        assertThat(summary.bytes()).isEqualTo(TEXT.length());
    }

    @Test
    void countsColumnsInCharacters() {
        scan(ScanReport.Format.TEXT, ("\u00e9\u20ac\n\u00fc\ud83d\ude00 " + TOKEN).getBytes(UTF_8));

        assertThat(out.toString()).startsWith("-:2:4: critical live-token");
    }

    @Test
    void countsColumnsOfALineThatIsLongerThanABlock() {
        var line = "\u00e9 ".repeat(1_000_000);

        scan(ScanReport.Format.TEXT, (line + TOKEN).getBytes(UTF_8));

        assertThat(out.toString()).startsWith("-:1:2000001: critical live-token");
    }

    @ParameterizedTest
    @EnumSource(ScanReport.Format.class)
    void saysNothingThatItWouldFindItself(ScanReport.Format format) throws IOException {
        var named = Files.createDirectories(directory.resolve("of " + TOKEN)).resolve("a.log");
        Files.writeString(named, TEXT.repeat(3));

        scan(format, named, TEXT.getBytes(UTF_8), PackedFiles.all().get("zip").apply(TEXT.getBytes(UTF_8)));
        var report = out.toString();
        var again = scan(ScanReport.Format.TEXT, report.getBytes(UTF_8));

        assertThat(again.findings()).describedAs(report).isZero();
        assertThat(report).doesNotContain(TOKEN.substring(0, 8), TOKEN.substring(24), PASSWORD, "8754");
    }

    @Test
    void findsTheSecretInAName() throws IOException {
        var named = Files.writeString(directory.resolve(TOKEN + ".log"), "harmless");

        scan(ScanReport.Format.TEXT, named);

        assertThat(out.toString()).contains("high secret-in-name");
    }

    @Test
    void tellsOfFilesThatEverybodyCanRead() throws IOException {
        var file = Files.writeString(directory.resolve("a.log"), TEXT);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        scan(ScanReport.Format.TEXT, file);
        assertThat(out.toString()).doesNotContain(LeakScan.WORLD_READABLE);

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        scan(ScanReport.Format.TEXT, file);
        assertThat(out.toString()).contains(LeakScan.WORLD_READABLE);
    }

    @Test
    void countsLinesOverBlocks() {
        var before = "a line of a log that is long enough\n".repeat(70_000);

        scan(ScanReport.Format.TEXT, (before + "  x=" + TOKEN).getBytes(UTF_8));

        assertThat(out.toString()).startsWith("-:70001:5: critical");
    }

    @Test
    void writesSarifAsTheSpecificationHasIt() throws IOException {
        Files.writeString(directory.resolve("a b.log"), TEXT);
        scan(ScanReport.Format.SARIF, directory);

        var log = JsonMapper.shared().readTree(out.toString());
        assertThat(log.get("version").asString()).isEqualTo("2.1.0");
        var run = log.get("runs").get(0);
        var rules = run.at("/tool/driver/rules").valueStream().map(rule -> rule.get("id")
                .asString());
        assertThat(run.at("/tool/driver/name").asString()).isEqualTo("aviary");
        assertThat(rules).contains("live-token", "password", "ssn");
        assertThat(run.at("/invocations/0/executionSuccessful").asBoolean()).isTrue();
        assertThat(run.get("results").valueStream()).hasSizeGreaterThan(4).allSatisfy(LeakScanTests::isAResult);
    }

    private static void isAResult(JsonNode result) {
        assertThat(result.get("ruleId").asString()).isNotEmpty();
        assertThat(result.get("level").asString()).isIn("note", "warning", "error");
        assertThat(result.at("/message/text").asString()).isNotEmpty();
        assertThat(result.at("/locations/0/physicalLocation/artifactLocation/uri")
                        .asString())
                .startsWith("file:///")
                .endsWith("/a%20b.log");
        assertThat(result.at("/locations/0/physicalLocation/region/startLine").asInt())
                .isPositive();
    }
}
