package dev.aviary.leakscan.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.aviary.leakscan.Severity;
import dev.aviary.tenancy.TenancyForTests;
import dev.aviary.tenancy.TenantId;
import dev.aviary.testing.StillClock;
import dev.aviary.testing.TestDatabase;
import dev.aviary.vault.VaultForTests;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What people are shown of the findings, whoever wrote them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FindingViewsContract {

    private static final Set<FindingState> UNSETTLED = Set.of(FindingState.OPEN, FindingState.CONFIRMED);
    private static final UUID FIRST = UUID.fromString("aaaaaaaa-1111-4111-8111-000000000001");
    private static final UUID SECOND = UUID.fromString("aaaaaaaa-2222-4222-8222-000000000002");
    private static final UUID THIRD = UUID.fromString("bbbbbbbb-3333-4333-8333-000000000003");

    private final StillClock clock = new StillClock(Instant.parse("2026-02-28T23:30:00Z"));
    private DataSource database;
    private JdbcClient jdbc;
    private Incidents incidents;
    private Findings findings;
    private TenantId acme;

    abstract TestDatabase database();

    @BeforeAll
    void open() {
        database = database().dataSource();
        jdbc = JdbcClient.create(database);
        var tenants = TenancyForTests.in(database, clock).tenants();
        acme = tenants.named("Acme").id();
        var rows = new FindingRows(jdbc, clock, IdsForTests.next());
        incidents = new Incidents(
                new IncidentRows(jdbc, clock, IdsForTests.next()),
                tenants,
                VaultForTests.freezes(database, tenants, event -> {}, clock),
                event -> {},
                FindingsProperties.Freeze.NEVER,
                clock);
        findings = new DecidedFindings(
                rows, incidents, event -> {}, new TransactionTemplate(new JdbcTransactionManager(database)), clock);
    }

    @AfterAll
    void close() throws Exception {
        ((AutoCloseable) database).close();
    }

    @BeforeEach
    void begin() {
        jdbc.sql("DELETE FROM leak_incident").update();
        jdbc.sql("DELETE FROM leak_finding").update();
    }

    @Test
    void listsSeveralStatesAtOnce() {
        found(FIRST, Severity.LOW, null);
        found(SECOND, Severity.HIGH, null);
        found(THIRD, Severity.MEDIUM, null);
        findings.confirm(FIRST);
        findings.resolve(SECOND);

        assertThat(findings.list(UNSETTLED, Severity.LOW, null, 10))
                .extracting(Finding::id)
                .containsExactly(THIRD, FIRST);
        assertThatIllegalArgumentException().isThrownBy(() -> findings.list(Set.of(), Severity.LOW, null, 10));
    }

    @Test
    void findsByTheBeginningOfAnIdWithinATenant() {
        found(FIRST, Severity.LOW, acme);
        found(SECOND, Severity.LOW, null);
        found(THIRD, Severity.LOW, acme);

        assertThat(beginningWith("aaaaaaaa", null)).containsExactly(FIRST, SECOND);
        assertThat(beginningWith("AAAAAAAA-2", null)).containsExactly(SECOND);
        assertThat(beginningWith("aaaaaaaa", acme)).containsExactly(FIRST);
        assertThat(beginningWith(THIRD.toString(), acme)).containsExactly(THIRD);
        assertThat(beginningWith("bbbbbbbb-4", acme)).isEmpty();
        assertThat(findings.beginningWith("aaaaaaaa", null, 1)).hasSize(1);
    }

    @Test
    void takesNoPatternForTheBeginningOfAnId() {
        for (var text : List.of("", "aaaaaaa", "%%%%%%%%", "________", "aaaaaaaa%", "a".repeat(37), "aaaaaaaa'--")) {
            assertThatIllegalArgumentException()
                    .as(text)
                    .isThrownBy(() -> findings.beginningWith(text, null, 10))
                    .withMessageContaining("8 characters or more");
        }
    }

    @Test
    void sumsUpWhatThereIsToDo() {
        assertThat(findings.attention()).isEqualTo(new Attention(0, null, 0, null));
        found(FIRST, Severity.LOW, null);
        found(SECOND, Severity.HIGH, acme);
        found(THIRD, Severity.CRITICAL, acme);
        var since = clock.instant();
        incidents.open(List.of(findings.find(SECOND).orElseThrow()));
        clock.advance(Duration.ofHours(1));
        incidents.open(List.of(findings.find(THIRD).orElseThrow()));
        findings.confirm(FIRST);
        assertThat(findings.attention()).isEqualTo(new Attention(3, Severity.CRITICAL, 2, since));

        findings.resolve(SECOND);
        assertThat(findings.attention()).isEqualTo(new Attention(2, Severity.CRITICAL, 1, clock.instant()));

        findings.allow(THIRD, clock.instant().plus(Duration.ofDays(1)), "a test");
        assertThat(findings.attention()).isEqualTo(new Attention(1, Severity.LOW, 0, null));
        assertThat(findings.unsettled(Severity.MEDIUM)).isZero();

        clock.advance(Duration.ofDays(1));
        assertThat(findings.attention()).isEqualTo(new Attention(2, Severity.CRITICAL, 0, null));
        assertThat(findings.unsettled(Severity.MEDIUM)).isEqualTo(1);
    }

    private List<UUID> beginningWith(String beginning, @Nullable TenantId tenant) {
        return findings.beginningWith(beginning, tenant, 10).stream()
                .map(Finding::id)
                .toList();
    }

    private void found(UUID id, Severity severity, @Nullable TenantId tenant) {
        jdbc.sql("""
                        INSERT INTO leak_finding (finding_id, place, identity, source, rule, severity, certainty, tenant_id, excerpt, position,
                               sightings, first_seen, last_seen, state, state_since)
                        VALUES (:id, :code, :code, 'app.log', 'live-token', :severity, 'CONFIRMED', :tenant, '***', 0, 1, :at, :at, 'OPEN', :at)
                        """)
                .param("id", id.toString())
                .param("code", id.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .param("severity", severity.name())
                .param("tenant", tenant == null ? null : tenant.toString(), java.sql.Types.CHAR)
                .param("at", StoredInstant.of(clock.instant()))
                .update();
    }
}
