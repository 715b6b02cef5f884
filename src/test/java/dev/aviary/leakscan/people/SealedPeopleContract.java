package dev.aviary.leakscan.people;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.finch.Email;
import dev.aviary.finch.Individual;
import dev.aviary.leakscan.Block;
import dev.aviary.leakscan.Detector;
import dev.aviary.leakscan.Hit;
import dev.aviary.leakscan.findings.FindingRecorder;
import dev.aviary.leakscan.findings.FindingRecorder.Seen;
import dev.aviary.leakscan.scan.LeakScan;
import dev.aviary.leakscan.scan.ScanReport;
import dev.aviary.store.EmploymentStore;
import dev.aviary.store.EntityScope;
import dev.aviary.store.KnownPeople;
import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.EntityId;
import dev.aviary.tenancy.Tenant;
import dev.aviary.testing.Needles;
import dev.aviary.testing.RunningAviary;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.transaction.support.TransactionTemplate;

/** People whose data the application has sealed are found in texts, and what it tells of that names nobody. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SealedPeopleContract {

    private static final String SSN = "536-22-8754";
    private static final String EMAIL = "anna.voss@home.example";
    private static final String WORK = "voss@acme.example";
    private static final String TEXT = """
            created anna with number %s and mail to=%s
            told %s
            {"ssn":"536228754","mail":"anna.voss\\u0040home.example"}
            """.formatted(SSN, EMAIL, WORK);

    private final RunningAviary aviary;
    private Tenant tenant;
    private Tenant without;
    private LeakScan scan;

    SealedPeopleContract(RunningAviary aviary) {
        this.aviary = aviary;
    }

    @BeforeAll
    void store() {
        tenant = aviary.newTenant();
        without = aviary.newTenant();
        write(tenant, "c1", individual("one", SSN, new Email(EMAIL, "personal"), new Email(WORK, "work")));
        write(tenant, "c2", individual("one", "536-22-8755", new Email("b@home.example", null)));
        write(without, "c3", individual("one", null, new Email("c@home.example", "personal")));
        scan = LeakScan.of(aviary.bean(Clock.class), List.of()).with(detector());
    }

    private Detector detector() {
        return aviary.bean(PeopleSearch.class)
                .detector(List.of(tenant.id(), without.id()), new byte[16])
                .orElseThrow();
    }

    private EntityScope scope(Tenant of, String connection) {
        return new EntityScope(
                of.id(),
                new ConnectionId(connection + "-" + of.id()),
                new EntityId("00000000-0000-4000-8000-000000000001"));
    }

    private void write(Tenant of, String connection, Individual one) {
        var store = aviary.bean(EmploymentStore.class);
        var rows = store.prepareIndividuals(scope(of, connection), List.of(one));
        aviary.bean(TransactionTemplate.class).executeWithoutResult(status -> store.write(rows, 1));
    }

    private static Individual individual(String id, String ssn, Email... emails) {
        return new Individual(
                id,
                "Anna",
                null,
                "Voss",
                null,
                List.of(emails),
                List.of(),
                null,
                null,
                null,
                null,
                null,
                ssn,
                null,
                Map.of());
    }

    private List<Hit> hits(String text) {
        var hits = new ArrayList<Hit>();
        detector().search(Block.whole(text.getBytes(UTF_8)), hits::add);
        return hits;
    }

    @Test
    void areFoundAndAttributed() {
        assertThat(hits(TEXT))
                .extracting(Hit::rule)
                .containsExactlyInAnyOrder("known-ssn", "known-email", "known-ssn", "known-email");
        assertThat(hits(TEXT)).allSatisfy(hit -> {
            assertThat(hit.owner().tenant()).isEqualTo(tenant.id());
            assertThat(hit.owner().connection()).isEqualTo(scope(tenant, "c1").connection());
        });
    }

    @Test
    void areNotLookedForWithoutAnySsnOrIfSwitchedOff() {
        var people = aviary.bean(KnownPeople.class);

        assertThat(hits("c@home.example")).isEmpty();
        assertThat(aviary.bean(PeopleSearch.class).detector(List.of(without.id()), new byte[16]))
                .isEmpty();
        assertThat(new PeopleSearch(people, false).detector(List.of(tenant.id()), new byte[16]))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ScanReport.Format.class)
    void standInNoReport(ScanReport.Format format) {
        var report = report(format, TEXT);

        assertThat(report).contains("known-ssn", "known-email");
        assertThat(new Needles(List.of(SSN, "536228754", EMAIL, "8754", "anna.voss", "home.example")).foundIn(report))
                .isEmpty();
        assertThat(hits(report)).isEmpty();
    }

    private String report(ScanReport.Format format, String text) {
        var out = new StringWriter();
        try (var run = scan.run(ScanReport.of(format, scan, new PrintWriter(out)), 1, bytes -> {})) {
            run.add(new ByteArrayInputStream(text.getBytes(UTF_8)));
            run.end();
        }
        return out.toString();
    }

    @Test
    void haveTheirNumberToldOnceThoughItLooksLikeOneAsWell() {
        assertThat(report(ScanReport.Format.TEXT, "ssn=" + SSN))
                .contains("critical known-ssn (confirmed")
                .contains("1 finding");
    }

    @Test
    void areTwoFindingsIfTwoConnectionsHaveTheSameId() {
        var text = SSN + " and 536-22-8755 " + SSN;
        aviary.bean(FindingRecorder.class)
                .record(Seen.in("app-" + tenant.id(), Block.whole(text.getBytes(UTF_8)), hits(text)), () -> {});

        var kept = aviary.sql()
                .sql("SELECT connection_id, sightings, rule, severity, excerpt FROM leak_finding WHERE tenant_id = ?")
                .param(tenant.id().toString())
                .query((row, number) -> String.join(
                        " ", row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5)))
                .list();
        assertThat(kept)
                .hasSize(2)
                .anySatisfy(row -> assertThat(row).startsWith("c1-" + tenant.id() + " 2 known-ssn CRITICAL"))
                .anySatisfy(row -> assertThat(row).startsWith("c2-" + tenant.id() + " 1 known-ssn CRITICAL"));
        assertThat(new Needles(List.of("8754", "8755")).foundIn(kept.toString()))
                .isEmpty();
    }
}
