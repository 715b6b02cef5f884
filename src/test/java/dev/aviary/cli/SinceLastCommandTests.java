package dev.aviary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.Aviary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Our own token in a log, from its sighting by the command to the line that operators see. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SinceLastCommandTests {

    private static final String TOKEN = "7d1c9f52-0d1e-4b73-9a51-3f2f8a5b9c10";

    private final SetProperties settings = new SetProperties();
    private Path home;
    private Path log;
    private AutoCloseable context;
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    @BeforeAll
    void takeAToken(@TempDir Path directory) throws IOException {
        home = directory;
        log = Files.createDirectory(home.resolve("logs")).resolve("app.log");
        settings.set("aviary.home", home.resolve("data").toString());
        var line = new CommandLine(new AviaryCommand(), new CommandFactory(new Application(Aviary.class)));
        context = new Application(Aviary.class).open(line.getCommandSpec());
        var stdin = System.in;
        try {
            System.setIn(new ByteArrayInputStream(TOKEN.getBytes(StandardCharsets.US_ASCII)));
            assertThat(aviary("connections", "add", "--tenant", "Acme", "--connection", "c-1"))
                    .as(err::toString)
                    .isZero();
        } finally {
            System.setIn(stdin);
        }
    }

    @AfterAll
    void putSettingsBack() throws Exception {
        context.close();
        settings.putBack();
    }

    @Test
    void findsALiveTokenOnceAndOpensAnIncident() throws IOException {
        append("GET /employer/directory?token=" + TOKEN + "\n");
        assertThat(aviary("scan", "--since-last", "--format", "json", log.toString()))
                .as(err::toString)
                .isEqualTo(1);
        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.path("rule").asString()).isEqualTo("live-token");
            assertThat(finding.path("connection").asString()).isEqualTo("c-1");
        });
        assertThat(err.toString())
                .contains("1 files read on (" + Files.size(log) + " bytes searched)")
                .contains("1 new, 0 opened again, 1 incidents of live tokens");
        assertThat(out + "" + err).doesNotContain(TOKEN);

        append("nothing to tell\n");
        Files.move(log, log.resolveSibling("app.log.1"));
        append("a new log\n");
        assertThat(aviary(
                        "scan",
                        "--since-last",
                        "--format",
                        "json",
                        log.getParent().toString()))
                .as(err::toString)
                .isZero();
        assertThat(findings()).isEmpty();
        assertThat(err.toString()).contains("2 files read on (26 bytes searched)");

        assertThat(aviary("findings", "list", "--json")).isZero();
        var listed = JsonMapper.shared().readTree(out.toString()).valueStream().toList();
        assertThat(listed).singleElement().satisfies(finding -> {
            assertThat(finding.path("source").asString()).isEqualTo(log.toString());
            assertThat(finding.path("sightings").asInt()).isEqualTo(1);
        });
        assertThat(aviary("scan", "--since-last", "--format", "json"))
                .as(() -> "the nightly job: our own tables hold no secret" + out + err)
                .isZero();
        assertThat(findings()).isEmpty();
        assertThat(out.toString()).contains("\"place\":\"logs\"");
        assertThat(aviary("status")).isZero();
        assertThat(out.toString()).contains("log-leak-scan").contains("1 incident");
    }

    /** The second only fingerprints know: this process has held the token as it stands. */
    @ParameterizedTest
    @ValueSource(strings = {TOKEN, "7d1c9f52%2D0d1e%2D4b73%2D9a51%2D3f2f8a5b9c10"})
    void keepsNoPathThatHoldsOneOfOurTokens(String form) throws IOException {
        var rules = Files.writeString(home.resolve("of-" + form + ".yml"), "rules: []\n");
        var path = home.resolve("of-" + form);
        var runs = runs();

        assertThat(aviary("scan", "--since-last", path.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("PATH or FILE 1 holds a secret");
        assertThat(out + "" + err).doesNotContain(form);
        assertThat(aviary("scan", "--since-last", "--rules", rules.toString(), home.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("PATH or FILE 2 holds a secret");
        assertThat(out + "" + err).doesNotContain(form);
        assertThat(runs()).isEqualTo(runs);
    }

    private String runs() {
        assertThat(aviary("jobs", "history")).isZero();
        return out.toString();
    }

    @Test
    void isNotForStandardInputNorForPatternsOnly() {
        for (var wrong :
                List.of(List.of("-"), List.of("--patterns-only", "."), List.of("--redact", "."), List.of("a,b"))) {
            var args = new String[wrong.size() + 2];
            args[0] = "scan";
            args[1] = "--since-last";
            for (var i = 0; i < wrong.size(); i++) {
                args[i + 2] = wrong.get(i);
            }
            assertThat(aviary(args)).as(wrong::toString).isEqualTo(2);
        }
    }

    private List<JsonNode> findings() {
        return out.toString()
                .lines()
                .map(JsonMapper.shared()::readTree)
                .filter(line -> line.path("type").asString().equals("finding"))
                .toList();
    }

    private void append(String text) throws IOException {
        Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private int aviary(String... args) {
        out = new StringWriter();
        err = new StringWriter();
        return CommandLineInterface.run(Aviary.class, new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
