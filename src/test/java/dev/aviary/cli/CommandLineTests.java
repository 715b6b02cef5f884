package dev.aviary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.Aviary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The grammar as people and scripts meet it, in a home of its own. Every message is one line that says what to do. */
class CommandLineTests {

    private static final String TOKEN = "7d1c9f52-0d1e-4b73-9a51-3f2f8a5b9c10";

    @TempDir
    private Path home;

    private final SetProperties settings = new SetProperties();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void useAHomeOfItsOwn() {
        settings.set("aviary.home", home.resolve("data").toString());
    }

    @AfterEach
    void putSettingsBack() {
        settings.putBack();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "serve",
                "sync",
                "status",
                "tenants",
                "tenants list",
                "tenants freeze",
                "tenants thaw",
                "connections",
                "connections list",
                "connections show",
                "connections add",
                "connections import",
                "connections exchange",
                "jobs",
                "jobs list",
                "jobs history",
                "jobs show",
                "jobs stop",
                "jobs restart",
                "keys",
                "keys status",
                "keys rotate",
                "keys rewrap",
                "keys epoch",
                "keys export",
                "keys import",
                "operators",
                "operators list",
                "operators add",
                "operators disable",
                "operators reset",
                "sandbox",
                "findings",
                "findings list",
                "findings show",
                "findings confirm",
                "findings resolve",
                "findings allow",
                "doctor",
                "audit",
                "audit list",
                "audit export",
                "audit verify",
                "audit checkpoint",
                "audit public-key"
            })
    void explainsEveryCommand(String command) {
        assertThat(aviary((command + " --help").trim().split(" "))).isZero();
        assertThat(out.toString()).contains("Usage: aviary").contains(command);
    }

    @Test
    void refusesAnUnknownCommandWithExitCode2() {
        assertThat(aviary("snyc")).isEqualTo(2);
        assertThat(err.toString())
                .contains("snyc")
                .contains("Try 'aviary --help'")
                .doesNotContain("\tat ");
    }

    @Test
    void refusesARunThatIsNoNumber() {
        assertThat(aviary("jobs", "show", "last")).isEqualTo(2);
        assertThat(err.toString()).contains("(RUN): 'last' is no number that is valid here");
    }

    @Test
    void refusesAnUnknownRoleBeforeAnythingIsMade() {
        assertThat(aviary("operators", "add", "bob", "--role", "pope")).isEqualTo(2);
        assertThat(err.toString()).contains("no such role; there are viewer, operator, privacy-officer");
        assertThat(home.resolve("data")).doesNotExist();
    }

    @Test
    void refusesATokenAsArgument() {
        assertThat(aviary("connections", "add", "--tenant", "Acme", "--token", TOKEN))
                .isEqualTo(2);
        assertThat(home.resolve("data")).doesNotExist();
    }

    @Test
    void namesAllFaultySettingsOfAllRoomsAtOnce() {
        settings.set("aviary.sync.batch", "20000");
        settings.set("aviary.sync.ahead", "soon");
        settings.set("aviary.sync.statement-page", "many");
        settings.set("aviary.vault.unusual-factor", "1");
        settings.set("aviary.finch.timeout", "2h");
        settings.set("aviary.keys.service.vault.token", "a token with spaces, kept quiet");

        assertThat(aviary("status")).isEqualTo(2);
        assertThat(err.toString())
                .contains("aviary.sync.batch is '20000'")
                .contains("aviary.sync.ahead is 'soon'")
                .contains("aviary.sync.statement-page is 'many'")
                .contains("aviary.vault.unusual-factor is '1'")
                .contains("aviary.finch.timeout 'PT2H' must be from")
                .contains("aviary.keys.service.vault.token")
                .doesNotContain("kept quiet");
        assertThat(err.toString().lines()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "-0.1", "1.1", "1e400"})
    void refusesAShareThatIsNoNumberFrom0To1(String share) {
        settings.set("aviary.sync.mass-disappearance", share);

        assertThat(aviary("status")).isEqualTo(2);
        assertThat(err.toString())
                .contains("Setting aviary.sync.mass-disappearance is '")
                .contains("from 0 to 1");
    }

    @Test
    void warnsOfASettingThatThereIsNot() {
        settings.set("aviary.sync.bacth", "5");

        assertThat(aviary("doctor")).isIn(0, 1);
        assertThat(out.toString())
                .contains("aviary.sync.bacth is no setting of Aviary and is ignored; the nearest is aviary.sync.batch");
    }

    @Test
    void importsAFileTwiceAndReportsTheBadRowByItsLineOnly() throws IOException {
        var csv = Files.writeString(home.resolve("tokens.csv"), """
                tenant,connection_id,token
                Acme,6a1d6a0e-1111-4111-8111-000000000001,%s
                Acme,6a1d6a0e-1111-4111-8111-000000000002,not a token at all
                Birch,6a1d6a0e-1111-4111-8111-000000000003,%s
                """.formatted(TOKEN, TOKEN.replace('7', '8')));

        assertThat(aviary("connections", "import", csv.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("2 added, 0 replaced, 0 unchanged, 1 refused");
        assertThat(err.toString()).contains("line 3: ").doesNotContain("not a token at all");

        assertThat(aviary("connections", "import", csv.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("0 added, 0 replaced, 2 unchanged, 1 refused");
        assertThat(out + "" + err).doesNotContain(TOKEN);
    }

    @Test
    void addsATokenFromStandardInputAndShowsTheConnection() {
        var id = "6a1d6a0e-2222-4222-8222-000000000001";
        var input = System.in;
        try {
            System.setIn(new ByteArrayInputStream((TOKEN + "\n").getBytes(StandardCharsets.US_ASCII)));
            assertThat(aviary("connections", "add", "--tenant", "Acme", "--connection", id))
                    .isZero();
        } finally {
            System.setIn(input);
        }
        assertThat(aviary("connections", "show", id)).isZero();
        assertThat(out.toString())
                .contains("Acme")
                .contains("sealed in the vault")
                .doesNotContain(TOKEN);
    }

    @Test
    void printsStatusAsJsonOnStandardOutputAlone() {
        assertThat(aviary("status", "--json")).isZero();

        var status = JsonMapper.builder().build().readTree(out.toString());
        assertThat(status.path("connections").isArray()).isTrue();
        assertThat(status.path("runs").isArray()).isTrue();
        assertThat(status.path("at").asString()).endsWith("Z");
        assertThat(status.path("leak_scan").propertyNames())
                .containsExactly("findings", "worst", "incidents", "incidents_since");
        assertThat(status.path("leak_scan").path("findings").asInt(-1)).isZero();
    }

    @Test
    void namesTheFaultySettingAndWhatWouldBeValid() {
        settings.set("aviary.sync.batch", "20000");

        assertThat(aviary("status")).isEqualTo(2);
        assertThat(err.toString())
                .contains("aviary.sync.batch")
                .contains("20000")
                .contains("10000");
        assertThat(err.toString().strip().lines()).hasSize(1);
    }

    @Test
    void neverPrintsAFaultySecret() {
        settings.set("aviary.finch.client-secret", "a secret with spaces");

        assertThat(aviary("status")).isEqualTo(2);
        assertThat(err.toString()).contains("client-secret").doesNotContain("a secret with spaces");
    }

    @Test
    void refusesWhatIsForTryingOutInProduction() {
        settings.set("aviary.production", "true");
        settings.set("aviary.finch.base-url", "http://127.0.0.1:9");

        assertThat(aviary("status")).isEqualTo(2);
        assertThat(err.toString())
                .contains("embedded H2")
                .contains("aviary.finch.base-url is a simulator")
                .contains("aviary.keys.local-key-reason");
        assertThat(home.resolve("data")).doesNotExist();
    }

    /** The driver would repeat the whole address. */
    @Test
    void namesTheDatabasesThatItKnowsAndRepeatsNoPassword() {
        settings.set("spring.datasource.url", "jdbc:mariabd://db/aviary?password=hunter2");

        assertThat(aviary("status")).isEqualTo(2);
        assertThat(err.toString())
                .contains("spring.datasource.url")
                .contains("jdbc:mariabd:")
                .contains("jdbc:mariadb://")
                .doesNotContain("hunter2");
        assertThat(err.toString().strip().lines()).hasSize(1);
        assertThat(home.resolve("data")).doesNotExist();
    }

    @Test
    void refusesADirectoryWhereAFileIsExpected() {
        assertThat(aviary("connections", "import", home.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("is a directory");
        assertThat(err.toString().strip().lines()).hasSize(1);
    }

    @Test
    void doctorGivesEachFaultOfProductionALine() {
        settings.set("aviary.production", "true");
        settings.set("aviary.finch.base-url", "http://127.0.0.1:9");

        assertThat(aviary("doctor")).isEqualTo(1);
        assertThat(out.toString().lines()).hasSize(3).allMatch(line -> line.startsWith("bad   production"));
        assertThat(home.resolve("data")).doesNotExist();
    }

    @Test
    void doctorWarnsOfWhatProductionWouldRefuse() {
        assertThat(aviary("doctor")).isZero();

        assertThat(out.toString().lines())
                .filteredOn(line -> line.startsWith("warn  production would refuse: "))
                .anyMatch(line -> line.contains("embedded H2"))
                .anyMatch(line -> line.contains("aviary.finch.base-url"))
                .anyMatch(line -> line.contains("aviary.keys.local-key-reason"));
    }

    @Test
    void saysThatTheDatabaseIsDown() throws IOException {
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            settings.set(
                    "spring.datasource.url",
                    "jdbc:mariadb://127.0.0.1:" + closed.getLocalPort() + "/aviary?connectTimeout=200");
        }
        settings.set("spring.datasource.hikari.connection-timeout", "300");

        assertThat(aviary("status")).isEqualTo(1);
        assertThat(err.toString())
                .contains("database")
                .contains("spring.datasource.url")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sync", "connections add --tenant Acme"})
    void saysThatTheKeyIsOfNoUseBeforeAnythingElse(String command) throws IOException {
        var csv = Files.writeString(home.resolve("tokens.csv"), "tenant,connection_id,token\nAcme,c-1," + TOKEN + "\n");
        assertThat(aviary("connections", "import", csv.toString())).isZero();
        var key = home.resolve("data/keys/kek.json");
        Files.writeString(key, "{\"keyset\":");
        err.getBuffer().setLength(0);

        assertThat(aviary(command.split(" "))).isEqualTo(1);

        assertThat(err.toString().lines()).singleElement().asString().contains(key.toString());
    }

    @Test
    void namesFileAndLineOfAFaultyJobFile() throws IOException {
        var jobs = Files.createDirectories(home.resolve("jobs"));
        Files.writeString(
                jobs.resolve("nightly-sync.yml"),
                "job: nightly-sync\nschedule:\n  cron: \"61 0 0 * * *\"\n  zone: Mars/Olympus\n");
        settings.set("aviary.jobs.directory", jobs.toString());

        assertThat(aviary("jobs", "list")).isEqualTo(1);
        assertThat(err.toString())
                .contains("nightly-sync.yml:3:")
                .contains("nightly-sync.yml:4:")
                .contains("Mars/Olympus");
    }

    @Test
    void tellsThatAPortIsTaken() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(aviary("sandbox", "--port", String.valueOf(taken.getLocalPort())))
                    .isEqualTo(1);
        }
        assertThat(err.toString()).contains("is taken");
    }

    @Test
    void refusesUnknownRunsTenantsAndConnections() {
        assertThat(aviary("jobs", "show", "4711")).isEqualTo(2);
        assertThat(aviary("jobs", "stop", "4711")).isEqualTo(2);
        assertThat(aviary("sync", "--tenant", "Nobody")).isEqualTo(2);
        assertThat(aviary("connections", "show", "nothing")).isEqualTo(2);
        assertThat(err.toString().strip().lines()).hasSize(4).allMatch(line -> line.startsWith("aviary: "));
    }

    @Test
    void refusesAKeyThatNobodyKeepsBeforeARunIsMade() {
        assertThat(aviary("keys", "rewrap", "--to", "nobody://key")).isEqualTo(2);
        assertThat(aviary("keys", "rewrap", "--to", "local:", "--new-version")).isEqualTo(2);
        assertThat(err.toString().strip().lines()).hasSize(2).allMatch(line -> line.startsWith("aviary: "));
        assertThat(err.toString()).contains("'nobody://key'; it must be local:");

        assertThat(aviary("jobs", "history", "--json")).isZero();
        assertThat(out.toString()).doesNotContain("key-rotation");
    }

    /** The demo, as a newcomer meets it: made up tenants, one of them late, so the exit code is 1; the second time there is nothing new. */
    @Test
    void syncsTheDemoWithoutAnySetting() {
        assertThat(aviary("sync")).isEqualTo(1);
        assertThat(out.toString())
                .contains("TENANT")
                .contains("done")
                .contains("the employer must sign in again")
                .contains("completed with trouble");

        assertThat(aviary("sync")).isEqualTo(1);
        assertThat(out.toString()).contains("up to date");

        assertThat(aviary("doctor")).isZero();
        assertThat(List.of(out.toString().split("\n")))
                .anyMatch(line -> line.startsWith("ok") && line.contains("keys"));
    }

    /** An export is verified where there is neither home nor database: the setting names a place that does not exist. */
    @Test
    void looksAfterTheKeysOfAllTenants() {
        syncWithoutLimits();
        assertThat(aviary("keys", "rotate")).as(err::toString).isZero();
        assertThat(aviary("keys", "epoch")).as(err::toString).isZero();
        assertThat(aviary("keys", "rotate", "--tenant", "Juniper Works"))
                .as(err::toString)
                .isZero();
        var kek = home.resolve("other").resolve("kek.json");
        assertThat(aviary("keys", "rewrap", "--to", "local:" + kek))
                .as(err::toString)
                .isZero();
        settings.set("aviary.keys.kek", "local:" + kek);
        out.getBuffer().setLength(0);
        assertThat(aviary("keys", "rewrap", "--new-version")).as(err::toString).isZero();
        assertThat(out.toString())
                .contains("(rewrap): completed, ")
                .contains("older versions of the key: 0 removed, 1 wait, 0 keysets not of the newest")
                .containsPattern("Version \\d+ of the key-encryption key wraps 0 keysets");
        assertThat(aviary("keys", "status", "--json")).as(err::toString).isZero();
        assertThat(aviary("doctor")).as(out::toString).isZero();

        out.getBuffer().setLength(0);
        syncWithoutLimits("--full");
        assertThat(out.toString())
                .contains("the employer must sign in again")
                .contains("0 new, 0 changed, 15472 unchanged");
        assertThat(aviary("audit", "verify")).as(out::toString).isZero();
    }

    @Test
    void exportsTheAuditLogAndVerifiesItAnywhere() throws IOException {
        var export = home.resolve("export.jsonl");
        assertThat(aviary("audit", "export", export.toString())).isZero();
        assertThat(aviary("audit", "export", export.toString())).isEqualTo(2);
        assertThat(aviary("audit", "checkpoint")).isZero();
        assertThat(aviary("audit", "list", "--json")).isZero();
        assertThat(out.toString()).contains("AUDIT_EXPORTED").contains("Checkpoint 2 was signed.");
        assertThat(aviary("audit", "verify")).isZero();
        assertThat(out.toString()).contains("Intact: 3 events, 2 checkpoints");

        var second = home.resolve("second.jsonl");
        assertThat(aviary("audit", "export", second.toString())).isZero();
        settings.set("aviary.home", home.resolve("nowhere").toString());
        assertThat(aviary("audit", "verify", second.toString())).isZero();
        assertThat(home.resolve("nowhere")).doesNotExist();
        Files.writeString(second, Files.readString(second).replace("AUDIT_EXPORTED", "TOKEN_DESTROYED"));
        assertThat(aviary("audit", "verify", second.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("lane 0 position 3 was changed").contains("NOT INTACT");
        assertThat(aviary("audit", "verify", home.resolve("missing").toString()))
                .isEqualTo(2);
    }

    @Test
    void keepsTheDemoAwayFromOtherPeoplesConnections() throws IOException {
        var csv = Files.writeString(
                home.resolve("tokens.csv"),
                "tenant,connection_id,token\nAcme,6a1d6a0e-3333-4333-8333-000000000001," + TOKEN + "\n");
        assertThat(aviary("connections", "import", csv.toString())).isZero();

        assertThat(aviary("sync")).isEqualTo(2);
        assertThat(err.toString()).contains("not the demo's").contains("aviary.finch.base-url");
    }

    private int aviary(String... args) {
        return CommandLineInterface.run(Aviary.class, new PrintWriter(out, true), new PrintWriter(err, true), args);
    }

    /** They are Finch's, and no other test should wait for them. */
    private void syncWithoutLimits(String... options) {
        System.setProperty("aviary.finch.limits.enabled", "false");
        try {
            assertThat(aviary(
                            Stream.concat(Stream.of("sync"), Stream.of(options)).toArray(String[]::new)))
                    .isEqualTo(1);
        } finally {
            System.clearProperty("aviary.finch.limits.enabled");
        }
    }
}
