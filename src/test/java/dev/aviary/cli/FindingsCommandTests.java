package dev.aviary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.Aviary;
import dev.aviary.leakscan.Block;
import dev.aviary.leakscan.Certainty;
import dev.aviary.leakscan.Hit;
import dev.aviary.leakscan.Owner;
import dev.aviary.leakscan.Severity;
import dev.aviary.leakscan.findings.Finding;
import dev.aviary.leakscan.findings.FindingRecorder;
import dev.aviary.leakscan.findings.FindingRecorder.Seen;
import dev.aviary.leakscan.findings.FindingState;
import dev.aviary.leakscan.findings.Findings;
import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.Tenants;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Findings at the command line, by operators of all tenants and of one, in one home. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FindingsCommandTests {

    private static final String TOKEN = "7d1c9f52-0d1e-4b73-9a51-3f2f8a5b9c10";
    private static final String OTHERS_TOKEN = "8d1c9f52-0d1e-4b73-9a51-3f2f8a5b9c10";
    private static final String NO_SUCH = "There is no finding of that id; 'aviary findings list --all' shows them";

    private final SetProperties settings = new SetProperties();
    private Path home;
    private ConfigurableApplicationContext context;
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    @BeforeAll
    void makeOperators(@TempDir Path directory) {
        home = directory;
        settings.set("aviary.home", home.resolve("data").toString());
        var application = new Application(Aviary.class);
        var line = new CommandLine(new AviaryCommand(), new CommandFactory(application));
        context = application.open(line.getCommandSpec());
        take("Acme", "c-1", TOKEN);
        take("Birch", "c-2", OTHERS_TOKEN);
        operator("vic", "--role", "viewer");
        operator("sam", "--role", "security", "--tenant", "Acme");
    }

    @AfterAll
    void putSettingsBack() {
        context.close();
        settings.putBack();
    }

    @BeforeEach
    void forgetFindings() {
        sql("DELETE FROM leak_incident");
        sql("DELETE FROM leak_finding");
    }

    @Test
    void listsTheWorstFirstAndWhatIsSettledIfAsked() {
        var key = seeSomeKey("src/settings.yml");
        var live = seeToken("logs/app.log", "Acme", "c-1", TOKEN);
        var resolved = seeToken("logs/old.log", "Birch", "c-2", OTHERS_TOKEN);
        findings().resolve(resolved.id());

        assertThat(aviary("findings", "list")).as(err::toString).isZero();
        assertThat(out.toString().lines().skip(2))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith(live.id().toString().substring(0, 8) + "  critical  live-token")
                                .contains("logs/app.log:6 ")
                                .contains(Times.local(live.lastSeen()) + "  open ")
                                .endsWith("Acme    c-1"),
                        line -> assertThat(line)
                                .startsWith(key.id().toString().substring(0, 8) + "  medium    aws-key")
                                .endsWith("-       -"));
        assertThat(listed("--all")).hasSize(3);
        assertThat(listed("--state", "resolved"))
                .singleElement()
                .satisfies(each -> assertThat(each.path("tenant").asString()).isEqualTo("Birch"));
        assertThat(listed("--severity", "high")).hasSize(1);
        assertThat(listed("--tenant", "birch")).isEmpty();
        assertThat(listed("--most", "1")).singleElement().satisfies(each -> assertThat(
                        each.path("id").asString())
                .isEqualTo(live.id().toString()));
        assertThat(err.toString()).contains("There are more than 1;");
        assertThat(aviary("findings", "list", "--severity", "critical", "--state", "allowed"))
                .isZero();
        assertThat(out.toString()).contains("There are no such findings.");
    }

    @Test
    void showsALiveTokenWithItsIncidentAndWhatToDo() {
        var live = seeToken("logs/app.log", "Acme", "c-1", TOKEN);
        var aware = findings().incidents(live.id()).get(0).awareAt();
        var tenant = String.valueOf(live.tenant());

        assertThat(aviary("findings", "show", live.id().toString().substring(0, 8), "--key-file", keyOf("vic")))
                .as(err::toString)
                .isZero();
        assertThat(out.toString())
                .contains("incident      aware at " + Times.local(aware) + ", open")
                .contains("token=***")
                .contains("1. Until it is revoked")
                .contains("'aviary tenants freeze " + tenant + "'")
                .contains("2. Revoke the token: disconnect connection c-1 at Finch")
                .contains("4. When that is done: 'aviary findings resolve " + live.id() + "'")
                .doesNotContain(TOKEN);

        assertThat(aviary("findings", "show", live.id().toString(), "--json")).isZero();
        var whole = json();
        assertThat(whole.path("finding").propertyNames())
                .containsExactly(
                        "id",
                        "severity",
                        "certainty",
                        "rule",
                        "source",
                        "position",
                        "excerpt",
                        "sightings",
                        "first_seen",
                        "last_seen",
                        "state",
                        "state_since",
                        "allowed_until",
                        "reason",
                        "tenant",
                        "tenant_id",
                        "connection_id");
        assertThat(whole.path("finding").path("tenant_id").asString()).isEqualTo(tenant);
        assertThat(whole.path("incidents").path(0).path("aware_at").asString()).isEqualTo(aware.toString());
        assertThat(whole.path("incidents").path(0).path("closed_at").isNull()).isTrue();
        assertThat(whole.path("what_to_do")).hasSize(4);
    }

    @Test
    void showsNoSignThatATerminalObeys() {
        var key = seeSomeKey("src/settings.yml");
        JdbcClient.create(context.getBean(javax.sql.DataSource.class))
                .sql("UPDATE leak_finding SET excerpt = :text, source = :text")
                .param("text", "a\u001b[2J\u009b5mb\u202e")
                .update();

        assertThat(aviary("findings", "show", key.id().toString())).isZero();
        assertThat(out.toString()).contains("a?[2J?5mb?");
        assertThat(aviary("findings", "list")).isZero();
        assertThat(out.toString()).contains("a?[2J?5mb?:");
        assertThat(listed())
                .singleElement()
                .satisfies(each -> assertThat(each.path("excerpt").asString()).isEqualTo("a?[2J?5mb?"));
    }

    @Test
    void keepsWhatIsDecidedAndByWhom() {
        var live = seeToken("logs/app.log", "Acme", "c-1", TOKEN);
        var id = live.id().toString();

        assertThat(aviary("findings", "confirm", id)).as(err::toString).isZero();
        assertThat(out.toString()).contains("Finding " + id.substring(0, 8) + " is confirmed: it is a leak.");
        assertThat(aviary("findings", "confirm", id)).isZero();
        assertThat(out.toString()).contains("was confirmed already.");
        assertThat(listed())
                .singleElement()
                .satisfies(each -> assertThat(each.path("state").asString()).isEqualTo("confirmed"));

        assertThat(aviary("findings", "resolve", id.substring(0, 12))).isZero();
        assertThat(out.toString()).contains(" is resolved.");
        assertThat(aviary("findings", "resolve", id)).isZero();
        assertThat(out.toString()).contains("was resolved already.");
        assertThat(findings().incidents(live.id()))
                .extracting(incident -> incident.closedAt())
                .doesNotContainNull();
        assertThat(listed()).isEmpty();

        var day = LocalDate.now(ZoneId.systemDefault()).plusDays(20);
        assertThat(aviary("findings", "allow", id, "--until", day.toString(), "--reason", "made up for a test"))
                .as(err::toString)
                .isZero();
        var end = day.plusDays(1).atStartOfDay(ZoneId.systemDefault()).toInstant();
        assertThat(out.toString()).contains("is allowed until " + Times.local(end) + ", and open again then.");
        assertThat(findings().find(live.id())).hasValueSatisfying(finding -> {
            assertThat(finding.state()).isEqualTo(FindingState.ALLOWED);
            assertThat(finding.allowedUntil()).isEqualTo(end);
            assertThat(finding.reason()).isEqualTo("made up for a test");
        });
        assertThat(events("FINDING_%", id))
                .containsExactly("FINDING_CONFIRMED admin", "FINDING_RESOLVED admin", "FINDING_ALLOWED admin");
    }

    @Test
    void tellsAnOperatorOfOneTenantNothingOfOthers() {
        var own = seeToken("logs/app.log", "Acme", "c-1", TOKEN);
        var others = seeToken("logs/app.log", "Birch", "c-2", OTHERS_TOKEN);
        var nobodys = seeSomeKey("src/settings.yml");
        int refusals = refusals();

        assertThat(as("sam", "findings", "list", "--all", "--json"))
                .as(err::toString)
                .isZero();
        assertThat(json()).singleElement().satisfies(each -> assertThat(
                        each.path("id").asString())
                .isEqualTo(own.id().toString()));
        for (var id : List.of(others.id(), nobodys.id(), UUID.randomUUID())) {
            for (var act : List.of("show", "confirm", "resolve", "allow")) {
                var more = act.equals("allow") ? new String[] {"--until", "1d", "--reason", "none"} : new String[0];
                assertThat(as(
                                "sam",
                                Stream.concat(Stream.of("findings", act, id.toString()), Stream.of(more))
                                        .toArray(String[]::new)))
                        .isEqualTo(2);
                assertThat(out + err.toString()).isEqualTo("aviary: " + NO_SUCH + System.lineSeparator());
            }
        }
        assertThat(refusals()).as("written down for what there is").isEqualTo(refusals + 8);
        assertThat(findings().find(others.id()))
                .get()
                .extracting(Finding::state)
                .isEqualTo(FindingState.OPEN);

        assertThat(as("sam", "findings", "list", "--tenant", "Birch")).isEqualTo(1);
        assertThat(as("sam", "findings", "resolve", own.id().toString()))
                .as(err::toString)
                .isZero();
    }

    @Test
    void letsAViewerLookAndDecideNothing() {
        var id = seeToken("logs/app.log", "Acme", "c-1", TOKEN).id().toString();

        assertThat(as("vic", "findings", "list")).isZero();
        for (var act : List.of("confirm", "resolve")) {
            assertThat(as("vic", "findings", act, id)).isEqualTo(1);
            assertThat(err.toString()).contains("has the role viewer, which may not handle findings");
        }
        assertThat(as("vic", "findings", "allow", id, "--until", "1d", "--reason", "none"))
                .isEqualTo(1);
        assertThat(findings().find(UUID.fromString(id)))
                .get()
                .extracting(Finding::state)
                .isEqualTo(FindingState.OPEN);
    }

    @Test
    void isSummedUpByStatusAndDoctor() {
        assertThat(aviary("status")).isZero();
        assertThat(out.toString()).doesNotContain("Leak scan");
        aviary("doctor");
        assertThat(out.toString()).containsPattern("ok +leak scan +no incident of a live token is open");

        seeSomeKey("src/settings.yml");
        var live = seeToken("logs/app.log", "Acme", "c-1", TOKEN);
        var aware = findings().incidents(live.id()).get(0).awareAt();
        assertThat(aviary("status")).isZero();
        assertThat(out.toString())
                .contains("Leak scan: 2 findings need attention, worst critical, 1 incident open since "
                        + Times.local(aware) + "; 'aviary findings list' shows them.");
        assertThat(aviary("status", "--json")).isZero();
        assertThat(json().path("leak_scan").path("worst").asString()).isEqualTo("critical");
        assertThat(json().path("leak_scan").path("incidents_since").asString()).isEqualTo(aware.toString());
        assertThat(aviary("doctor")).isEqualTo(1);
        assertThat(out.toString())
                .containsPattern("bad +leak scan +a live token lies where it must not: 1 incident open since")
                .contains("'aviary findings show ID' says what to do");
    }

    @Test
    void refusesWhatCannotBe() {
        var first = seeToken("logs/app.log", "Acme", "c-1", TOKEN);
        var second = seeToken("logs/b.log", "Acme", "c-1", TOKEN);
        sql("DELETE FROM leak_incident");
        for (var alike : List.of(first, second)) {
            sql("UPDATE leak_finding SET finding_id = CONCAT('aaaaaaaa', SUBSTRING(finding_id, 9)) WHERE finding_id = '"
                    + alike.id() + "'");
        }

        refuses("say more of the id", "show", "aaaaaaaa");
        refuses("8 characters or more", "show", "aaaaaaa");
        refuses("8 characters or more", "resolve", "%%%%%%%%");
        refuses(NO_SUCH, "show", "bbbbbbbb");
        refuses("such as 30d", "allow", "aaaaaaaa", "--until", "soon", "--reason", "none");
        refuses("in the future", "allow", id(), "--until", "2020-01-01", "--reason", "none");
        refuses("1 to 500 characters", "allow", id(), "--until", "1d", "--reason", " ");
        refuses("Missing required option", "allow", id(), "--until", "1d");
        refuses("exclude each other", "list", "--all", "--state", "open");
        refuses("must be 1 to 10000", "list", "--most", "0");
        refuses("There is no tenant 'Fir'", "list", "--tenant", "Fir");
        refuses("expected one of", "list", "--severity", "awful");
    }

    private String id() {
        return findings()
                .list(Set.of(FindingState.OPEN), Severity.LOW, null, 1)
                .get(0)
                .id()
                .toString();
    }

    private void refuses(String message, String... args) {
        assertThat(aviary(Stream.concat(Stream.of("findings"), Stream.of(args)).toArray(String[]::new)))
                .as(message)
                .isEqualTo(2);
        assertThat(err.toString()).contains(message).doesNotContain("\tat ");
    }

    /** Nobody's, and no incident. */
    private Finding seeSomeKey(String source) {
        return see(source, "a key: AKIA1 ", Hit.ofPattern(7, 12, "aws-key", Severity.MEDIUM));
    }

    private Finding seeToken(String source, String tenant, String connection, String token) {
        var owner = new Owner(
                "of " + connection,
                context.getBean(Tenants.class).named(tenant).id(),
                new ConnectionId(connection),
                false);
        return see(
                source,
                "token=" + token + "\n",
                new Hit(6, 42, "live-token", Severity.CRITICAL, Certainty.CONFIRMED, owner, null, List.of()));
    }

    private Finding see(String source, String text, Hit hit) {
        context.getBean(FindingRecorder.class)
                .record(Seen.in(source, Block.whole(text.getBytes(StandardCharsets.US_ASCII)), List.of(hit)), () -> {});
        return findings().list(Set.of(FindingState.OPEN), Severity.LOW, null, 100).stream()
                .filter(finding ->
                        finding.source().equals(source) && tenant(hit.owner()).equals(String.valueOf(finding.tenant())))
                .findFirst()
                .orElseThrow();
    }

    private static String tenant(@Nullable Owner owner) {
        return owner == null ? "null" : String.valueOf(owner.tenant());
    }

    private Findings findings() {
        return context.getBean(Findings.class);
    }

    private List<JsonNode> listed(String... options) {
        assertThat(aviary(Stream.concat(Stream.of("findings", "list", "--json"), Stream.of(options))
                        .toArray(String[]::new)))
                .as(err::toString)
                .isZero();
        return json().valueStream().toList();
    }

    private JsonNode json() {
        return JsonMapper.shared().readTree(out.toString());
    }

    private int refusals() {
        return events("NOT_PERMITTED", null).size();
    }

    private List<String> events(String act, @Nullable String object) {
        return JdbcClient.create(context.getBean(javax.sql.DataSource.class))
                .sql(
                        "SELECT CONCAT(act, ' ', o.name) FROM audit_event e JOIN operator_account o ON o.operator_id = e.actor_id"
                                + " WHERE act LIKE :act AND (:object IS NULL OR e.object_id = :object) ORDER BY e.happened_at")
                .param("act", act)
                .param("object", object, java.sql.Types.VARCHAR)
                .query(String.class)
                .list();
    }

    private void sql(String statement) {
        JdbcClient.create(context.getBean(javax.sql.DataSource.class))
                .sql(statement)
                .update();
    }

    private void take(String tenant, String connection, String token) {
        var stdin = System.in;
        try {
            System.setIn(new ByteArrayInputStream(token.getBytes(StandardCharsets.US_ASCII)));
            assertThat(aviary("connections", "add", "--tenant", tenant, "--connection", connection))
                    .as(err::toString)
                    .isZero();
        } finally {
            System.setIn(stdin);
        }
    }

    private void operator(String name, String... more) {
        assertThat(aviary(Stream.concat(
                                Stream.of("operators", "add", name, "--new-key-file", keyOf(name)), Stream.of(more))
                        .toArray(String[]::new)))
                .as(err::toString)
                .isZero();
    }

    private String keyOf(String name) {
        return home.resolve(name + ".key").toString();
    }

    private int as(String name, String... args) {
        return aviary(Stream.concat(Stream.of(args), Stream.of("--key-file", keyOf(name)))
                .toArray(String[]::new));
    }

    private int aviary(String... args) {
        out = new StringWriter();
        err = new StringWriter();
        return CommandLineInterface.run(Aviary.class, new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
