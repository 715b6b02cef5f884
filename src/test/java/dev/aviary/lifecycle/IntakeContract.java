package dev.aviary.lifecycle;

import static dev.aviary.lifecycle.TakenIn.Outcome.ADDED;
import static dev.aviary.lifecycle.TakenIn.Outcome.TOKEN_REPLACED;
import static dev.aviary.lifecycle.TakenIn.Outcome.UNCHANGED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aviary.finch.FinchException;
import dev.aviary.finch.FinchProblem;
import dev.aviary.keys.KeysForTests;
import dev.aviary.tenancy.Connection;
import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.ConnectionKind;
import dev.aviary.tenancy.ConnectionState;
import dev.aviary.tenancy.ForeignConnectionException;
import dev.aviary.tenancy.TenancyForTests;
import dev.aviary.testing.TestDatabase;
import dev.aviary.vault.AccessToken;
import dev.aviary.vault.Canary;
import dev.aviary.vault.Occasion;
import dev.aviary.vault.Purpose;
import dev.aviary.vault.TokenVault;
import dev.aviary.vault.VaultForTests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What taking in tokens promises, one by one and from a file. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class IntakeContract {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-02-28T23:30:00Z"), ZoneOffset.UTC);
    private static final String T1 = "0b8a1f6e-3c55-4d1e-9a77-6f2d1f0c9b10";
    private static final String T2 = "5e0cb1f2-7a55-4f1e-8b77-1f2d1f0c9b11";
    private static final ConnectionId C1 = new ConnectionId("c1");

    @TempDir
    static Path directory;

    private DataSource database;
    private JdbcClient jdbc;
    private TenancyForTests tenancy;
    private TokenVault vault;
    private AskedFinch finch;
    private TokenIntake intake;

    abstract TestDatabase database();

    @BeforeAll
    void open() {
        database = database().dataSource();
        jdbc = JdbcClient.create(database);
        tenancy = TenancyForTests.in(database, CLOCK);
        var keys = KeysForTests.open(directory.resolve("keys").resolve("kek.json"), database, CLOCK);
        vault = VaultForTests.in(database, keys, tenancy.connections(), CLOCK);
    }

    @AfterAll
    void close() throws Exception {
        ((AutoCloseable) database).close();
    }

    @BeforeEach
    void empty() {
        List.of("access_token", "connection_entity", "connection", "tenant")
                .forEach(table -> jdbc.sql("DELETE FROM " + table).update());
        finch = new AskedFinch();
        var transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        intake = new TokenIntake(tenancy.tenants(), tenancy.connections(), vault, finch.finch(), transaction);
    }

    @Test
    void putsTenantConnectionAndTokenOnRecord() {
        var taken = take("Acme", "c1", T1);

        assertThat(taken.outcome()).isEqualTo(ADDED);
        assertThat(taken.tenant().name()).isEqualTo("Acme");
        assertThat(connection("c1").tenant()).isEqualTo(taken.tenant().id());
        assertThat(token("c1")).isEqualTo(T1);
        assertThat(finch.asked()).isZero();
    }

    @Test
    void tellsWhatChanged() {
        assertThat(take("Acme", "c1", T1).outcome()).isEqualTo(ADDED);
        assertThat(take("acme", "c1", T1).outcome()).isEqualTo(UNCHANGED);
        assertThat(take("Acme", "c1", T2).outcome()).isEqualTo(TOKEN_REPLACED);
        assertThat(token("c1")).isEqualTo(T2);
    }

    @Test
    void asksFinchForAMissingConnectionAndKeepsWhatItTells() {
        finch.knows(T1, "c9");

        assertThat(take("Acme", null, T1).connection()).isEqualTo(new ConnectionId("c9"));
        assertThat(take("Acme", null, T1).outcome()).isEqualTo(UNCHANGED);
        assertThat(connection("c9").kind()).isEqualTo(ConnectionKind.ASSISTED);
        assertThat(connection("c9").products()).containsExactly("directory");
        assertThat(connection("c9").entities()).hasSize(1);
    }

    @Test
    void keepsNothingOfATokenThatFinchDoesNotKnow() {
        assertThatThrownBy(() -> take("Acme", null, T1)).isInstanceOf(FinchException.class);
        assertThat(tenancy.tenants().all()).isEmpty();
    }

    @Test
    void keepsNothingWhenTheConnectionIsAnotherTenants() {
        take("Acme", "c1", T1);

        assertThatThrownBy(() -> take("Birch", "c1", T2)).isInstanceOf(ForeignConnectionException.class);
        assertThat(tenancy.tenants().lookUp("Birch")).isEmpty();
        assertThat(token("c1")).isEqualTo(T1);
    }

    @Test
    void revivesAConnectionWhoseTokenWasDead() {
        take("Acme", "c1", T1);
        tenancy.connections().become(C1, ConnectionState.TOKEN_DEAD, "invalid_token_error");

        take("Acme", "c1", T1);
        assertThat(connection("c1").state()).isEqualTo(ConnectionState.TOKEN_DEAD);
        take("Acme", "c1", T2);
        assertThat(connection("c1").state()).isEqualTo(ConnectionState.PROCESSING);
    }

    @ParameterizedTest
    @EnumSource(
            value = ConnectionState.class,
            names = {"DISCONNECTING", "DISCONNECTED"})
    void givesNoTokenToAConnectionThatEnds(ConnectionState state) {
        take("Acme", "c1", T1);
        jdbc.sql("UPDATE connection SET state = :state")
                .param("state", state.name())
                .update();

        assertThatThrownBy(() -> take("Acme", "c1", T2))
                .isInstanceOf(IntakeRefusedException.class)
                .hasMessageContaining(state.name());
        assertThat(token("c1")).isEqualTo(T1);
    }

    @ParameterizedTest
    @ValueSource(strings = {T2, "Bearer x", "", "a\nb"})
    void refusesATenantWhoseNameIsNone(String name) {
        assertThatThrownBy(() -> take(name, "c1", T1))
                .isInstanceOf(IntakeRefusedException.class)
                .message()
                .satisfies(message ->
                        assertThat(name.isEmpty() || !message.contains(name)).isTrue());
        assertThat(tenancy.tenants().all()).isEmpty();
    }

    @Test
    void readsAFileAndChangesNothingWhenItReadsItAgain() throws IOException {
        var csv = "tenant,connection_id,token\nAcme,c1," + T1 + "\n\"Birch, Co\",c2," + T2 + "\n";

        assertThat(read(csv)).isEqualTo(new IntakeReport(2, 0, 0, List.of()));
        assertThat(read(csv)).isEqualTo(new IntakeReport(0, 0, 2, List.of()));
        assertThat(token("c2")).isEqualTo(T2);
        assertThat(tenancy.tenants().lookUp("birch, co")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tenant,connection_id,token\nAcme,c1,$\n",
                "token,connection_id,tenant\r\n$,c1,Acme\r\n",
                "\uFEFF\"Tenant\", TOKEN ,\"connection_id\"\n\"Acme\",\"$\",\"c1\"",
                "# tokens\n\ntenant,connection_id,token\n\n# Acme\n Acme , c1 ,$\n\n",
                "tenant,token\nAcme,$",
                "tenant,connection_id,token\nAcme,,$"
            })
    void readsTheShapesThatPeopleWrite(String csv) throws IOException {
        finch.knows(T1, "c1");

        assertThat(read(csv.replace("$", T1))).isEqualTo(new IntakeReport(1, 0, 0, List.of()));
        assertThat(token("c1")).isEqualTo(T1);
        assertThat(tenancy.tenants().lookUp("Acme")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n# nothing\n",
                "Acme,c1,$\n",
                "$\n",
                "tenant,connection_id\nAcme,c1\n",
                "tenant,token,token\nAcme,$,$\n",
                "tenant,token,note\nAcme,$,x\n",
                "tenant;connection_id;token\nAcme;c1;$\n",
                "tenant,\"token\nAcme,$\n"
            })
    void refusesAFileWithoutAProperHeader(String csv) {
        assertThatThrownBy(() -> read(csv.replace("$", T1)))
                .isInstanceOf(UnreadableCsvException.class)
                .hasMessageContaining("expected a header")
                .message()
                .satisfies(message -> new Canary(T1).assertNotIn("message", message));
        assertThat(tenancy.tenants().all()).isEmpty();
    }

    @Test
    void reportsEachBadRowByItsLineAndTakesInTheOthers() throws IOException {
        take("Other", "taken", T2);
        var report = read("""
                tenant,connection_id,token
                Acme,c1,$
                Acme,c2
                Acme,c3,$,x
                ,c4,$
                Acme,c5,
                Acme,c6,two words
                Acme,c7, $
                Acme,c8,%s
                Acme,c1,$
                Acme,taken,$
                $,c9,c9
                Acme,two words,$
                Acme,$,$
                Acme,"c10,$
                Acme,,$
                Birch,c11,$
                """.formatted("x".repeat(1025)));

        assertThat(report.added()).isEqualTo(2);
        assertThat(report.refused())
                .extracting(RefusedRow::line)
                .containsExactly(3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L, 15L, 16L);
        assertThat(report.refused())
                .extracting(RefusedRow::reason)
                .satisfiesExactly(
                        reason -> assertThat(reason).contains("expected 3 columns", "found 2"),
                        reason -> assertThat(reason).contains("expected 3 columns", "found 4"),
                        reason -> assertThat(reason).contains("tenant is missing"),
                        reason -> assertThat(reason).contains("token is missing"),
                        reason -> assertThat(reason).contains("no spaces"),
                        reason -> assertThat(reason).contains("no spaces"),
                        reason -> assertThat(reason).contains("1 to 1024"),
                        reason -> assertThat(reason).contains("line 2"),
                        reason -> assertThat(reason).contains("another tenant"),
                        reason -> assertThat(reason).contains("looks like a token"),
                        reason -> assertThat(reason).contains("connection_id is not one"),
                        reason -> assertThat(reason).contains("the same"),
                        reason -> assertThat(reason).contains("not closed"),
                        reason -> assertThat(reason).contains("Finch did not tell", "TOKEN_DEAD"));
        assertThat(token("c1")).isEqualTo(T1);
        assertThat(token("c11")).isEqualTo(T1);
    }

    @Test
    void neverRepeatsOrStoresATokenWhereverItStands() throws IOException {
        var canary = new Canary(T1);
        var report = read("""
                tenant,connection_id,token
                $,c1,Acme
                $,,
                $
                $,$,$
                "$,c1,x
                Acme $,c1,x
                c1,Acme Inc,$
                $$,c1,x
                "$""\",c1,x
                $,Acme,c1,x
                """);

        assertThat(report.refused()).hasSize(10);
        canary.assertNotIn("report", report.toString());
        assertThat(tenancy.tenants().all()).isEmpty();
        assertThat(tenancy.connections().all()).isEmpty();
    }

    @Test
    void takesADuplicateAsTheFirstIfThatOneWasRefused() throws IOException {
        take("Other", "c1", T1);

        var report = read("tenant,connection_id,token\nAcme,c1," + T1 + "\nOther,c1," + T1 + "\n");
        assertThat(report.unchanged()).isEqualTo(1);
        assertThat(report.refused()).hasSize(1);
    }

    @Test
    void noticesADuplicateThatFinchTells() throws IOException {
        finch.knows(T1, "c1");

        var report = read("tenant,connection_id,token\nAcme,c1," + T2 + "\nAcme,," + T1 + "\n");
        assertThat(report.refused())
                .singleElement()
                .extracting(RefusedRow::line)
                .isEqualTo(3L);
        assertThat(token("c1")).isEqualTo(T2);
    }

    @Test
    void stopsAskingAFinchThatIsSilentButTakesInRowsThatNeedNone() throws IOException {
        finch.otherwiseSays(FinchProblem.HOST_LIMIT);

        var report = read("tenant,connection_id,token\nA,,$\nB,,$\nC,c3,$\nD,,$\n");
        assertThat(report.added()).isEqualTo(1);
        assertThat(report.refused()).extracting(RefusedRow::line).containsExactly(2L, 3L, 5L);
        assertThat(report.refused().get(2).reason()).contains("line 2");
        assertThat(finch.asked()).isEqualTo(1);
    }

    @Test
    void reportsATenantWhoseKeysDoNotOpenAndTakesInTheOthers() throws IOException {
        var acme = tenancy.tenants().named("Locked").id();
        jdbc.sql("INSERT INTO tenant_keyset (tenant_id, sealing, tagging, created_at) VALUES (:id, :x, :x, :at)")
                .param("id", acme.toString())
                .param("x", new byte[] {1})
                .param("at", java.time.LocalDateTime.of(2026, 1, 1, 0, 0))
                .update();

        var report = read("tenant,connection_id,token\nLocked,c1,$\nBirch,c2,$\n");
        assertThat(report.added()).isEqualTo(1);
        assertThat(report.refused())
                .singleElement()
                .extracting(RefusedRow::reason)
                .asString()
                .contains("tenant_keyset");
        assertThat(tenancy.connections().find(C1)).isEmpty();
    }

    @Test
    void keepsTheRowsBeforeABrokenStream() throws IOException {
        var broken = new SequenceInputStream(
                new ByteArrayInputStream(
                        ("tenant,connection_id,token\nAcme,c1," + T1 + "\n" + "#".repeat(20_000)).getBytes(UTF_8)),
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("unplugged");
                    }
                });

        assertThatThrownBy(() -> new CsvIntake(intake).read(broken)).isInstanceOf(IOException.class);
        assertThat(token("c1")).isEqualTo(T1);
    }

    @Test
    void readsAFileOfManyRows() throws IOException {
        var csv = IntStream.range(0, 300)
                .mapToObj(i -> "Tenant " + i % 7 + ",c" + i + "," + new UUID(i, i))
                .collect(Collectors.joining("\n", "tenant,connection_id,token\n", "\n"));

        assertThat(read(csv).added()).isEqualTo(300);
        assertThat(read(csv).unchanged()).isEqualTo(300);
        assertThat(token("c123")).isEqualTo(new UUID(123, 123).toString());
    }

    private IntakeReport read(String csv) throws IOException {
        return new CsvIntake(intake)
                .read(new ByteArrayInputStream(csv.replace("$", T1).getBytes(UTF_8)));
    }

    private TakenIn take(String tenant, @Nullable String connection, String token) {
        try (var secret = AccessToken.of(token.toCharArray())) {
            return intake.take(tenant, connection == null ? null : new ConnectionId(connection), secret);
        }
    }

    private Connection connection(String id) {
        return tenancy.connections().find(new ConnectionId(id)).orElseThrow();
    }

    private String token(String connection) {
        return vault.lend(
                connection(connection).tenant(),
                new ConnectionId(connection),
                Occasion.byCommand(Purpose.CHECK_UP),
                AccessToken::revealForHeader);
    }
}
