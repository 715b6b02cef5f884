package dev.aviary.leakscan.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.aviary.audit.AuditAct;
import dev.aviary.audit.AuditEvent;
import dev.aviary.leakscan.Block;
import dev.aviary.leakscan.Certainty;
import dev.aviary.leakscan.Decoding;
import dev.aviary.leakscan.Hit;
import dev.aviary.leakscan.Owner;
import dev.aviary.leakscan.Severity;
import dev.aviary.leakscan.findings.FindingRecorder.Recorded;
import dev.aviary.leakscan.findings.FindingRecorder.Seen;
import dev.aviary.leakscan.findings.FindingRecorder.Whole;
import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.TenancyForTests;
import dev.aviary.tenancy.TenantId;
import dev.aviary.testing.StillClock;
import dev.aviary.testing.TestDatabase;
import dev.aviary.vault.TenantFreezes;
import dev.aviary.vault.VaultForTests;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The same leak in the same place is one finding, whoever sees it how often, and its row tells nobody what leaked. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FindingsContract {

    private static final String TOKEN = "0b8a1f6e-3c55-4d1e-9a77-6f2d1f0c9b10";
    private static final Set<FindingState> ALL = Set.of(FindingState.values());

    private final StillClock clock = new StillClock(Instant.parse("2026-02-28T23:30:00Z"));
    private final List<AuditEvent> events = new ArrayList<>();
    private DataSource database;
    private TenantId acme;
    private FindingRecorder recorder;
    private FindingRecorder freezingRecorder;
    private TenantFreezes freezes;
    private Findings findings;
    private int notices;

    abstract TestDatabase database();

    @BeforeAll
    void open() {
        database = database().dataSource();
        var tenancy = TenancyForTests.in(database, clock);
        tenancy.connection("Acme", "c1");
        acme = tenancy.tenants().named("Acme").id();
        var jdbc = JdbcClient.create(database);
        var transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        var rows = new FindingRows(jdbc, clock, IdsForTests.next());
        freezes = VaultForTests.freezes(database, tenancy.tenants(), events::add, clock);
        var incidentRows = new IncidentRows(jdbc, clock, IdsForTests.next());
        var incidents = new Incidents(
                incidentRows, tenancy.tenants(), freezes, events::add, FindingsProperties.Freeze.NEVER, clock);
        var freezing = new Incidents(
                incidentRows, tenancy.tenants(), freezes, events::add, FindingsProperties.Freeze.TENANT, clock);
        recorder = recorder(jdbc, rows, incidents, new CountedNotices(), transaction);
        freezingRecorder = recorder(jdbc, rows, freezing, new CountedNotices(), transaction);
        findings = new DecidedFindings(rows, incidents, events::add, transaction, clock);
    }

    @AfterAll
    void close() throws Exception {
        ((AutoCloseable) database).close();
    }

    @BeforeEach
    void begin() {
        var jdbc = JdbcClient.create(database);
        jdbc.sql("DELETE FROM leak_incident").update();
        jdbc.sql("DELETE FROM leak_finding").update();
        freezes.thaw(acme);
        events.clear();
        notices = 0;
    }

    @Test
    void keepsTheSameLeakInTheSamePlaceOnce() {
        var first = clock.instant();
        assertThat(see("app.log", "login token=" + TOKEN + " of nobody\nand " + TOKEN + " again", Certainty.PROBABLE))
                .isEqualTo(new Recorded(1, 0, 0));
        clock.advance(Duration.ofHours(1));
        assertThat(keep(recorder, "app.log", Block.whole(bytes(TOKEN)), hits(TOKEN, Certainty.CONFIRMED)))
                .isEqualTo(new Recorded(0, 0, 1));

        assertThat(only()).satisfies(finding -> {
            assertThat(finding.sightings()).isEqualTo(3);
            assertThat(finding.firstSeen()).isEqualTo(first);
            assertThat(finding.lastSeen()).isEqualTo(clock.instant());
            assertThat(finding.certainty()).isEqualTo(Certainty.CONFIRMED);
            assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
            assertThat(finding.tenant()).isEqualTo(acme);
            assertThat(finding.connection()).isEqualTo(new ConnectionId("c1"));
            assertThat(finding.state()).isEqualTo(FindingState.OPEN);
        });
    }

    @Test
    void tellsSourcesRulesAndSecretsApart() {
        see("app.log", TOKEN, Certainty.CONFIRMED);
        see("other.log", TOKEN, Certainty.CONFIRMED);
        var text = "AKIA1 AKIA2 AKIA1";
        keep(
                recorder,
                "app.log/keys",
                Block.whole(bytes(text)),
                List.of(
                        Hit.ofPattern(0, 5, "aws-key", Severity.HIGH),
                        Hit.ofPattern(6, 11, "aws-key", Severity.HIGH),
                        Hit.ofPattern(12, 17, "aws-key", Severity.HIGH),
                        Hit.ofPattern(0, 5, "some-key", Severity.LOW)));

        assertThat(all()).hasSize(5);
        assertThat(all()).extracting(Finding::sightings).containsExactlyInAnyOrder(1L, 1L, 2L, 1L, 1L);
    }

    @Test
    void keepsAllOrNothingTogetherWithWhatIsKeptAlongside() {
        var jdbc = JdbcClient.create(database);
        assertThatIllegalStateException()
                .isThrownBy(() -> recorder.record(
                        Seen.in("app.log", Block.whole(bytes(TOKEN)), hits(TOKEN, Certainty.CONFIRMED)), () -> {
                            jdbc.sql("UPDATE leak_reading_owner SET run = 77").update();
                            throw new IllegalStateException("broken");
                        }));
        assertThat(all()).isEmpty();
        assertThat(jdbc.sql("SELECT run FROM leak_reading_owner")
                        .query(Long.class)
                        .single())
                .isNotEqualTo(77);
    }

    @Test
    void keepsWhatIsSaidOfASourceAsAWhole() {
        var seen = new Seen(
                "app.log",
                Block.whole(bytes("")),
                List.of(),
                List.of(),
                List.of(new Whole("world-readable", Severity.MEDIUM)),
                0);
        recorder.record(seen, () -> {});
        recorder.record(seen, () -> {});

        assertThat(only().rule()).isEqualTo("world-readable");
        assertThat(only().sightings()).isEqualTo(2);
        assertThat(only().excerpt()).isEmpty();
    }

    @Test
    void showsNothingThatWasFoundEarlierInAnExcerpt() {
        var text = "first=abcdefgh second=xyz";
        var earlier = Hit.ofPattern(6, 14, "some-key", Severity.LOW);
        recorder.record(
                new Seen(
                        "app.log",
                        Block.whole(bytes(text)),
                        List.of(Hit.ofPattern(22, 25, "other-key", Severity.LOW)),
                        List.of(earlier),
                        List.of(),
                        1),
                () -> {});

        assertThat(only().excerpt()).doesNotContain("abcdefgh").contains("first=***");
    }

    @Test
    void opensAgainWhatIsSeenAfterItWasResolved() {
        see("app.log", TOKEN, Certainty.CONFIRMED);
        assertThat(findings.resolve(only().id())).isTrue();
        assertThat(findings.resolve(only().id())).isFalse();
        assertThat(findings.unsettled(Severity.LOW)).isZero();

        assertThat(seeAgain()).isEqualTo(new Recorded(0, 1, 1));
        assertThat(only().state()).isEqualTo(FindingState.OPEN);
        assertThat(events)
                .extracting(AuditEvent::act)
                .containsExactly(
                        AuditAct.LEAK_INCIDENT_OPENED, AuditAct.FINDING_RESOLVED, AuditAct.LEAK_INCIDENT_OPENED);
        assertThat(events.get(1).object()).isEqualTo(only().id());
    }

    @Test
    void tellsWhatIsNewSinceThen() {
        see("app.log", TOKEN, Certainty.CONFIRMED);
        see("old.log", TOKEN, Certainty.PROBABLE);
        findings.resolve(all().stream()
                .filter(each -> each.source().equals("app.log"))
                .findFirst()
                .orElseThrow()
                .id());
        clock.advance(Duration.ofHours(1));
        var since = clock.instant();
        assertThat(findings.since(since)).isEqualTo(Recorded.NOTHING);

        seeAgain();
        see("other.log", TOKEN, Certainty.PROBABLE);
        assertThat(findings.since(since)).isEqualTo(new Recorded(1, 1, 1));
        assertThat(findings.since(since.minusSeconds(3600))).isEqualTo(new Recorded(3, 0, 2));
    }

    @Test
    void opensAgainWhenAnAllowanceHasEnded() {
        see("app.log", TOKEN, Certainty.CONFIRMED);
        var end = clock.instant().plus(Duration.ofDays(1));
        findings.allow(only().id(), end, "a test of password=hunter22, see the wiki");
        seeAgain();
        assertThat(only().state()).isEqualTo(FindingState.ALLOWED);
        assertThat(only().reason()).isEqualTo("a test of password=[masked] see the wiki");
        assertThat(findings.unsettled(Severity.HIGH)).isZero();
        assertThat(list(FindingState.OPEN)).isEmpty();

        clock.advance(Duration.ofDays(1));
        assertThat(only().state()).isEqualTo(FindingState.OPEN);
        assertThat(only().stateSince()).isEqualTo(end);
        assertThat(only().reason()).isNull();
        assertThat(findings.unsettled(Severity.HIGH)).isEqualTo(1);
        assertThat(list(FindingState.OPEN)).hasSize(1);
        assertThat(list(FindingState.ALLOWED)).isEmpty();

        assertThat(findings.confirm(only().id())).isTrue();
        seeAgain();
        assertThat(only().state()).isEqualTo(FindingState.CONFIRMED);
        assertThat(events)
                .extracting(AuditEvent::act)
                .containsExactly(
                        AuditAct.LEAK_INCIDENT_OPENED,
                        AuditAct.FINDING_ALLOWED,
                        AuditAct.FINDING_CONFIRMED,
                        AuditAct.LEAK_INCIDENT_OPENED);
    }

    @Test
    void refusesAnAllowanceWithoutReasonOrEnd() {
        see("app.log", TOKEN, Certainty.CONFIRMED);
        events.clear();
        var id = only().id();
        var tomorrow = clock.instant().plus(Duration.ofDays(1));

        assertThatIllegalArgumentException().isThrownBy(() -> findings.allow(id, clock.instant(), "why"));
        assertThatIllegalArgumentException().isThrownBy(() -> findings.allow(id, tomorrow, " "));
        assertThatIllegalArgumentException().isThrownBy(() -> findings.allow(id, tomorrow, "x".repeat(501)));
        assertThatIllegalArgumentException().isThrownBy(() -> findings.allow(new UUID(0, 0), tomorrow, "why"));
        assertThat(events).isEmpty();
    }

    @Test
    void listsByStateSeverityAndTenant() {
        see("app.log", TOKEN, Certainty.CONFIRMED);
        keep(recorder, "keys", Block.whole(bytes("AKIA1")), List.of(Hit.ofPattern(0, 5, "aws-key", Severity.MEDIUM)));

        assertThat(all()).extracting(Finding::rule).containsExactly("live-token", "aws-key");
        assertThat(findings.list(ALL, Severity.HIGH, null, 10))
                .extracting(Finding::rule)
                .containsExactly("live-token");
        assertThat(findings.list(ALL, Severity.LOW, acme, 10))
                .extracting(Finding::rule)
                .containsExactly("live-token");
        assertThat(findings.list(ALL, Severity.LOW, new TenantId(new UUID(9, 9)), 10))
                .isEmpty();
        assertThat(findings.list(ALL, Severity.LOW, null, 1)).hasSize(1);
        assertThat(findings.unsettled(Severity.LOW)).isEqualTo(2);
        assertThat(findings.unsettled(Severity.HIGH)).isEqualTo(1);
    }

    @Test
    void holdsNothingOfTheSecret() {
        var text = "x=" + TOKEN + " ssn 856-45-6789 y=" + TOKEN;
        keep(recorder, "/logs/password=" + "hunter22x", Block.whole(bytes(text)), hits(text, Certainty.CONFIRMED));

        var row = JdbcClient.create(database)
                .sql("SELECT * FROM leak_finding")
                .query()
                .singleRow();
        var values = row.values().stream()
                .map(value ->
                        value instanceof byte[] b ? new String(b, StandardCharsets.ISO_8859_1) : String.valueOf(value))
                .collect(Collectors.joining(" "));
        assertThat(values).contains("live-token").doesNotContain(TOKEN, TOKEN.substring(0, 8), "856-45", "hunter22x");
    }

    @Test
    void letsManyRecordTheSameAtOnce() throws Exception {
        var threads = Executors.newFixedThreadPool(4);
        try {
            var work = IntStream.range(0, 16)
                    .<Callable<Recorded>>mapToObj(number -> () ->
                            keep(recorder, "app.log", Block.whole(bytes(TOKEN)), hits(TOKEN, Certainty.CONFIRMED)))
                    .toList();
            int added = 0;
            for (var done : threads.invokeAll(work)) {
                added += done.get().added();
            }
            assertThat(added).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
        assertThat(only().sightings()).isEqualTo(16);
    }

    @Test
    void opensOneIncidentForALiveTokenInAPlaceUntilItIsClosed() {
        assertThat(see("app.log", TOKEN, Certainty.PROBABLE).incidents()).isZero();
        clock.advance(Duration.ofMinutes(1));
        var aware = clock.instant();
        assertThat(seeAgain().incidents()).isEqualTo(1);
        assertThat(seeAgain().incidents()).isZero();
        assertThat(see("other.log", TOKEN, Certainty.CONFIRMED).incidents()).isEqualTo(1);
        assertThat(notices).isEqualTo(2);

        var finding = findings.list(ALL, Severity.LOW, null, 10).stream()
                .filter(each -> each.source().equals("app.log"))
                .findFirst()
                .orElseThrow();
        var incident = findings.incidents(finding.id()).get(0);
        assertThat(incident.awareAt()).isEqualTo(aware.plus(Duration.ofMinutes(1)));
        assertThat(events).hasSize(2).first().satisfies(event -> {
            assertThat(event.act()).isEqualTo(AuditAct.LEAK_INCIDENT_OPENED);
            assertThat(event.object()).isEqualTo(incident.id());
            assertThat(event.tenant()).isEqualTo(acme.value());
            assertThat(event.connection()).isEqualTo("c1");
        });
        assertThat(freezes.since(acme)).as("not frozen unless that is set").isEmpty();

        findings.confirm(finding.id());
        assertThat(findings.incidents(finding.id()))
                .extracting(Incident::closedAt)
                .containsOnlyNulls();
        findings.resolve(finding.id());
        assertThat(findings.incidents(finding.id()))
                .extracting(Incident::closedAt)
                .containsExactly(clock.instant());
        assertThat(seeAgain().incidents()).isEqualTo(1);
        assertThat(findings.incidents(finding.id())).hasSize(2);
    }

    @Test
    void opensNoIncidentForWhatIsAllowedOrNoLiveToken() {
        var owner = new Owner("f1", acme, new ConnectionId("c1"), true);
        keep(
                recorder,
                "a",
                Block.whole(bytes(TOKEN)),
                List.of(new Hit(0, 36, "retired-token", Severity.HIGH, Certainty.CONFIRMED, owner, null, List.of())));
        keep(recorder, "b", Block.whole(bytes(TOKEN)), List.of(Hit.ofPattern(0, 36, "live-token", Severity.HIGH)));
        see("app.log", TOKEN, Certainty.PROBABLE);
        all().forEach(each -> findings.allow(each.id(), clock.instant().plus(Duration.ofDays(1)), "a test"));
        assertThat(seeAgain().incidents()).isZero();
        assertThat(notices).isZero();
    }

    @Test
    void freezesTheTenantIfThatIsSet() {
        var unknown = new Owner("f2", new TenantId(new UUID(9, 9)), new ConnectionId("gone"), false);
        var text = TOKEN + " " + TOKEN;
        var recorded = keep(
                freezingRecorder,
                "app.log",
                Block.whole(bytes(text)),
                List.of(
                        hit(0, Certainty.CONFIRMED),
                        new Hit(
                                37,
                                73,
                                "live-token",
                                Severity.CRITICAL,
                                Certainty.CONFIRMED,
                                unknown,
                                null,
                                List.of())));

        assertThat(recorded).isEqualTo(new Recorded(2, 0, 2));
        assertThat(freezes.since(acme)).isPresent();
        assertThat(events)
                .extracting(AuditEvent::act)
                .containsExactly(AuditAct.TENANT_FROZEN, AuditAct.LEAK_INCIDENT_OPENED, AuditAct.LEAK_INCIDENT_OPENED);
    }

    private static FindingRecorder recorder(
            JdbcClient jdbc, FindingRows rows, Incidents incidents, Notices notices, TransactionTemplate transaction) {
        return new JdbcFindingRecorder(
                new FindingCodes(VaultForTests.installationKeys()), rows, incidents, notices, transaction);
    }

    private final class CountedNotices implements Notices {

        @Override
        public void sendSoon() {
            notices++;
        }

        @Override
        public void send() {
            notices++;
        }
    }

    private Recorded see(String source, String text, Certainty certainty) {
        return keep(recorder, source, Block.whole(bytes(text)), hits(text, certainty));
    }

    private Recorded seeAgain() {
        clock.advance(Duration.ofMinutes(1));
        return keep(recorder, "app.log", Block.whole(bytes(TOKEN)), hits(TOKEN, Certainty.CONFIRMED));
    }

    private List<Hit> hits(String text, Certainty certainty) {
        var hits = new ArrayList<Hit>();
        for (int at = text.indexOf(TOKEN); at >= 0; at = text.indexOf(TOKEN, at + 1)) {
            hits.add(hit(at, certainty));
        }
        return hits;
    }

    private Hit hit(long at, Certainty certainty) {
        var owner = new Owner("f1", acme, new ConnectionId("c1"), false);
        var severity = certainty == Certainty.CONFIRMED ? Severity.CRITICAL : Severity.HIGH;
        return new Hit(at, at + TOKEN.length(), "live-token", severity, certainty, owner, null, List.<Decoding>of());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private Finding only() {
        assertThat(all()).hasSize(1);
        return all().get(0);
    }

    private List<Finding> all() {
        return findings.list(ALL, Severity.LOW, null, 100);
    }

    private List<Finding> list(FindingState state) {
        return findings.list(Set.of(state), Severity.LOW, null, 100);
    }

    private static Recorded keep(FindingRecorder recorder, String source, Block block, List<Hit> hits) {
        return recorder.record(Seen.in(source, block, hits), () -> {});
    }
}
