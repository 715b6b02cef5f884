package dev.aviary.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aviary.audit.Acting;
import dev.aviary.audit.Actor;
import dev.aviary.audit.AuditForTests;
import dev.aviary.keys.KeysForTests;
import dev.aviary.operators.Operators.Issued;
import dev.aviary.tenancy.TenancyForTests;
import dev.aviary.tenancy.Tenant;
import dev.aviary.testing.Needles;
import dev.aviary.testing.TestDatabase;
import dev.aviary.vault.Fingerprints;
import dev.aviary.vault.Occasion;
import dev.aviary.vault.Purpose;
import dev.aviary.vault.SecretForm;
import dev.aviary.vault.VaultForTests;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the accounts promise on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OperatorsContract {

    private static final String WRONG = "not-the-right-one-at-all";

    @TempDir
    static Path home;

    private final Random ids = new Random(20260228);
    private DataSource database;
    private JdbcClient jdbc;
    private Instant now = Instant.parse("2026-02-28T23:30:00Z");
    private Operators operators;
    private Fingerprints fingerprints;
    private Tenant acme;
    private Tenant birch;
    private int files;

    abstract TestDatabase database();

    @BeforeAll
    void open() {
        database = database().dataSource();
        jdbc = JdbcClient.create(database);
        var tenancy = TenancyForTests.in(database, clock());
        acme = tenancy.tenants().named("Acme");
        birch = tenancy.tenants().named("Birch");
        var file = home.resolve("keys/kek.json");
        var audit = AuditForTests.home(home, database, clock());
        var installation = audit.keys();
        fingerprints = VaultForTests.fingerprints(
                database, KeysForTests.open(file, database, clock()), tenancy.connections(), installation, clock());
        var transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        var rows = new OperatorRows(jdbc, clock());
        operators = new JdbcOperators(
                rows,
                new VouchedAccounts(rows, new AccountCodes(audit.keys()), audit.log(), audit.office(), transaction),
                audit.log(),
                transaction,
                clock(),
                new Secrets(new SecureRandom(), 1_000),
                new IssuedFingerprints(VaultForTests.secretFingerprints(database, installation, clock())),
                () -> new UUID(ids.nextLong(), ids.nextLong()));
    }

    @AfterAll
    void close() throws Exception {
        ((AutoCloseable) database).close();
    }

    @BeforeEach
    void empty() {
        jdbc.sql("DELETE FROM operator_account").update();
        jdbc.sql("DELETE FROM secret_fingerprint").update();
    }

    @Test
    void letsALeakScanKnowWhatWasIssued() throws Exception {
        var file = newFile();
        try (var issued = operators.makeFirst(file).orElseThrow()) {
            var secret = new String(issued.secret().revealOnce());
            var key = Files.readString(keyPath(file)).strip().split(":")[1];

            assertThat(recognised(secret)).containsExactly("operator-secret live");
            assertThat(recognised(key)).containsExactly("operator-key live");
            assertThat(recognised("x".repeat(secret.length()))).isEmpty();
        }
    }

    @Test
    void letsALeakScanKnowForASetTimeWhatWasReset() {
        try (var issued = operators.add("bob", Role.VIEWER, null, null)) {
            var before = new String(issued.secret().revealOnce());
            try (var reset = operators.reset("bob", null)) {
                assertThat(recognised(before)).containsExactly("operator-secret retired");
                assertThat(recognised(new String(reset.secret().revealOnce()))).containsExactly("operator-secret live");
            }
            now = now.plus(Duration.ofDays(91));
            assertThat(recognised(before)).isEmpty();
            assertThat(jdbc.sql("SELECT COUNT(*) FROM secret_fingerprint")
                            .query(Long.class)
                            .single())
                    .isEqualTo(2);
        }
    }

    @Test
    void letsALeakScanForgetWhoWasDisabled() {
        try (var issued = operators.add("bob", Role.VIEWER, null, null)) {
            operators.disable("bob");
            assertThat(recognised(new String(issued.secret().revealOnce()))).containsExactly("operator-secret retired");
        }
        now = now.plus(Duration.ofDays(91));
        fingerprints.rememberSettings();
        assertThat(jdbc.sql("SELECT COUNT(*) FROM secret_fingerprint")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    /** What a person thinks of could be searched for by whoever has its opened fingerprint. */
    @Test
    void makesNoFingerprintOfAChosenSecret() {
        var chosen = "a secret of bob's own";
        operators.add("bob", Role.VIEWER, null, Secret.of(chosen.toCharArray())).close();

        assertThat(recognised(chosen)).isEmpty();
        assertThat(jdbc.sql("SELECT kind FROM secret_fingerprint")
                        .query(String.class)
                        .list())
                .containsExactly("operator-key");
    }

    private List<String> recognised(String text) {
        var found = new ArrayList<String>();
        var known = new ArrayList<String[]>();
        fingerprints.ofLive(
                List.of(),
                Occasion.inRun(Purpose.FINGERPRINT, 7),
                each -> known.add(new String[] {each.id(), each.kind() + (each.isRetired() ? " retired" : " live")}));
        for (var each : known) {
            if (fingerprints.isSecret(each[0], SecretForm.TEXT, text.getBytes(StandardCharsets.US_ASCII))) {
                found.add(each[1]);
            }
        }
        return found;
    }

    private static Path keyPath(OperatorKeyFile file) {
        return Path.of(file.toString());
    }

    @Test
    void makesTheFirstAdminOnceAndSignsItInByItsKeyFileAndItsSecret() {
        var file = newFile();
        try (var first = operators.makeFirst(file).orElseThrow();
                var key = file.read()) {
            assertThat(operators.signIn(key)).isEqualTo(first.operator());
            assertThat(operators.signIn("ADMIN", secretOf(first))).isEqualTo(first.operator());
            assertThat(first.operator().role()).isEqualTo(Role.ADMIN);
        }
        assertThat(operators.makeFirst(file)).isEmpty();
        assertThat(operators.makeFirst(newFile())).isEmpty();
    }

    /** Of several processes on a new store, one makes the account, and its key is the one in the file. */
    @Test
    void makesOneFirstAdminHoweverManyTry() throws Exception {
        var file = newFile();
        var pool = Executors.newFixedThreadPool(6);
        try {
            var tries = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < 6; i++) {
                tries.add(() -> operators.makeFirst(file).isPresent());
            }
            var made = 0;
            for (var outcome : pool.invokeAll(tries)) {
                made += outcome.get() ? 1 : 0;
            }
            assertThat(made).isEqualTo(1);
        } finally {
            pool.shutdownNow();
        }
        try (var key = file.read()) {
            assertThat(operators.signIn(key).name()).isEqualTo("admin");
        }
    }

    @Test
    void takesTheKeyFileThatAKilledProcessLeftBehind() {
        var file = newFile();
        try (var left = new OperatorKey("admin", new byte[32])) {
            file.create(left);
            operators.makeFirst(file).orElseThrow().close();

            assertThat(operators.signIn(left).name()).isEqualTo("admin");
        }
    }

    @Test
    void refusesTheKeyFileOfAnotherStoresOperator() {
        var file = newFile();
        file.create(new OperatorKey("bob", new byte[32]));

        assertThatThrownBy(() -> operators.makeFirst(file)).isInstanceOf(KeyFileException.class);
        assertThat(operators.all()).isEmpty();
    }

    @Test
    void keepsNoAccountWhoseKeyFileCannotBeMade() throws Exception {
        var inTheWay = Files.writeString(home.resolve("file" + files++), "");

        assertThatThrownBy(() -> operators.makeFirst(new OperatorKeyFile(inTheWay.resolve("operator.key"))))
                .isInstanceOf(KeyFileException.class);
        assertThat(operators.all()).isEmpty();
    }

    @Test
    void addsOperatorsWithRoleAndScope() {
        try (var bob = operators.add("Bob", Role.OPERATOR, acme.id(), null)) {
            assertThat(operators.signIn("bob", secretOf(bob)))
                    .returns("bob", Operator::name)
                    .returns(Role.OPERATOR, Operator::role)
                    .returns(acme.id(), Operator::tenant);
        }
        assertThatThrownBy(() -> operators.add("BOB", Role.VIEWER, null, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> operators.add("bob; DROP", Role.VIEWER, null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("DROP");
        assertThat(operators.all()).extracting(Operator::name).containsExactly("bob");
    }

    @Test
    void takesAChosenSecretOfAtLeastTwelveCharacters() {
        try (var chosen = Secret.of("correct horse".toCharArray());
                var bob = operators.add("bob", Role.VIEWER, null, chosen)) {
            assertThat(bob.secret()).isNull();
            assertThat(operators.signIn("bob", chosen).name()).isEqualTo("bob");
        }
        try (var tooShort = Secret.of("eleven char".toCharArray())) {
            assertThatThrownBy(() -> operators.reset("bob", tooShort)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void endsOldSecretAndKeyAtAReset() {
        try (var old = operators.add("bob", Role.VIEWER, null, null);
                var oldSecret = secretOf(old);
                var young = operators.reset("bob", null)) {
            refused(() -> operators.signIn("bob", oldSecret));
            refused(() -> operators.signIn(old.key()));
            assertThat(operators.signIn("bob", secretOf(young)).id())
                    .isEqualTo(operators.signIn(young.key()).id())
                    .isEqualTo(old.operator().id());
        }
    }

    @Test
    void refusesTheDisabledAndKeepsTheLastAdmin() {
        operators.makeFirst(newFile()).orElseThrow().close();
        try (var second = operators.add("second", Role.ADMIN, null, null)) {
            assertThat(operators.disable("second").enabled()).isFalse();
            refused(() -> operators.signIn("second", secretOf(second)));
            refused(() -> operators.signIn(second.key()));
        }
        assertThatThrownBy(() -> operators.disable("admin")).hasMessageContaining("last admin");
        assertThatThrownBy(() -> operators.disable("nobody")).isInstanceOf(IllegalArgumentException.class);
    }

    /** An admin of one tenant may not manage operators, so it cannot be the one that is left. */
    @Test
    void countsOnlyAdminsWithoutATenantAndMakesNoOthers() {
        operators.makeFirst(newFile()).orElseThrow().close();
        assertThatThrownBy(() -> operators.add("half", Role.ADMIN, acme.id(), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("admin");
        operators.add("bob", Role.VIEWER, acme.id(), null).close();
        change("UPDATE operator_account SET role = 'admin' WHERE name = 'bob'");
        change(
                "INSERT INTO operator_account SELECT '00000000-0000-4000-8000-00000000000f', 'eve', role, NULL, 1, salt, iterations,"
                        + " password_hash, key_hash, 0, NULL, created_at, code FROM operator_account WHERE name = 'admin'");

        assertThatThrownBy(() -> operators.disable("admin")).hasMessageContaining("last admin");
    }

    /** There may be some from before they were refused. */
    @Test
    void doesNotCountAnOldAdminOfOneTenant() {
        operators.makeFirst(newFile()).orElseThrow().close();
        operators.add("bob", Role.VIEWER, acme.id(), null).close();
        change("UPDATE operator_account SET role = 'admin' WHERE name = 'bob'");
        change("UPDATE operator_account SET code = NULL");
        change("DELETE FROM audit_event");
        assertThat(operators.all()).extracting(Operator::role).containsOnly(Role.ADMIN);

        assertThatThrownBy(() -> operators.disable("admin")).hasMessageContaining("last admin");
        assertThat(operators.disable("bob").enabled()).isFalse();
    }

    @Test
    void refusesTheScopeOfAnotherTenant() {
        operators.add("bob", Role.VIEWER, acme.id(), null).close();
        change("UPDATE operator_account SET tenant_id = '" + birch.id() + "'");

        changed("tenant", operators::all);
    }

    @Test
    void disablesOfManyAdminsAllButOne() throws Exception {
        operators.makeFirst(newFile()).orElseThrow().close();
        for (int i = 0; i < 3; i++) {
            operators.add("admin" + i, Role.ADMIN, null, null).close();
        }
        var pool = Executors.newFixedThreadPool(4);
        try {
            var tries = new ArrayList<Callable<Boolean>>();
            for (var name : List.of("admin", "admin0", "admin1", "admin2")) {
                tries.add(() -> {
                    try {
                        return !operators.disable(name).enabled();
                    } catch (IllegalArgumentException e) {
                        return false;
                    }
                });
            }
            var ended = 0;
            for (var outcome : pool.invokeAll(tries)) {
                ended += outcome.get() ? 1 : 0;
            }
            assertThat(ended).isEqualTo(3);
        } finally {
            pool.shutdownNow();
        }
        assertThat(operators.all()).filteredOn(Operator::enabled).hasSize(1);
    }

    @Test
    void refusesEveryRowThatWasChangedInTheDatabase() {
        var tenant = "'" + acme.id() + "'";
        for (var change : List.of(
                "role = 'admin'",
                "tenant_id = " + tenant,
                "enabled = 0",
                "name = 'bib'",
                "operator_id = '00000000-0000-4000-8000-00000000000e'",
                "iterations = 1",
                "salt = X'00'",
                "password_hash = X'00'",
                "key_hash = X'00'",
                "key_hash = NULL",
                "code = X'00'",
                "code = NULL")) {
            empty();
            jdbc.sql("DELETE FROM audit_event").update();
            try (var bob = operators.add("bob", Role.VIEWER, null, null)) {
                change("UPDATE operator_account SET " + change);
                var name = change.startsWith("name") ? "bib" : "bob";

                changed(change, () -> operators.signIn(name, secretOf(bob)));
                changed(
                        change,
                        () -> operators.signIn(new OperatorKey(name, bob.key().cleartextCopy())));
                changed(change, () -> operators.reset(name, null));
                changed(change, operators::all);
                assertThat(events())
                        .as(change)
                        .filteredOn("OPERATOR_CHANGED_OUTSIDE system - -"::equals)
                        .hasSize(4);
            }
        }
    }

    /** What proves one operator would otherwise prove another. */
    @Test
    void refusesWhatWasCopiedFromAnotherAccount() {
        operators.makeFirst(newFile()).orElseThrow().close();
        try (var bob = operators.add("bob", Role.VIEWER, null, null)) {
            for (var column : List.of("key_hash", "password_hash", "code")) {
                var original = jdbc.sql("SELECT " + column + " FROM operator_account WHERE name = 'admin'")
                        .query((row, number) -> row.getBytes(1))
                        .single();
                jdbc.sql("UPDATE operator_account SET " + column + " = :other WHERE name = 'admin'")
                        .param(
                                "other",
                                jdbc.sql("SELECT " + column + " FROM operator_account WHERE name = 'bob'")
                                        .query((row, number) -> row.getBytes(1))
                                        .single())
                        .update();

                changed(
                        column,
                        () -> operators.signIn(
                                new OperatorKey("admin", bob.key().cleartextCopy())));
                jdbc.sql("UPDATE operator_account SET " + column + " = :original WHERE name = 'admin'")
                        .param("original", original)
                        .update();
            }
            assertThat(operators.all()).hasSize(2);
        }
    }

    @Test
    void endsAnAccountThatWasChangedInTheDatabase() {
        operators.makeFirst(newFile()).orElseThrow().close();
        operators.add("bob", Role.VIEWER, null, null).close();
        change("UPDATE operator_account SET role = 'admin' WHERE name = 'bob'");

        assertThat(operators.disable("bob").enabled()).isFalse();
        change("UPDATE operator_account SET enabled = 1 WHERE name = 'bob'");
        changed("enabled", operators::all);
    }

    /** Accounts of an older version have none; of the first look at them there is one in the life of a store. */
    @Test
    void givesAccountsFromBeforeThereWereCodesTheirsOnce() {
        try (var bob = operators.add("bob", Role.VIEWER, null, null);
                var eve = operators.add("eve", Role.VIEWER, null, null)) {
            change("UPDATE operator_account SET code = NULL");
            change("DELETE FROM audit_event");

            assertThat(operators.signIn(bob.key()).name()).isEqualTo("bob");
            assertThat(operators.signIn(eve.key()).name()).isEqualTo("eve");
            assertThat(events()).containsExactly("OPERATORS_VOUCHED system - {\"count\":2}");

            change("UPDATE operator_account SET role = 'admin', code = NULL WHERE name = 'eve'");
            changed("later", () -> operators.signIn(eve.key()));
            assertThat(operators.signIn(bob.key()).name()).isEqualTo("bob");
        }
    }

    @Test
    void writesDownWhatWasNotPermitted() {
        try (var bob = operators.add("bob", Role.VIEWER, acme.id(), null)) {
            jdbc.sql("DELETE FROM audit_event").update();

            assertThatThrownBy(() -> operators.require(bob.operator(), Permission.MANAGE_KEYS, null))
                    .isInstanceOf(NotPermittedException.class);
            assertThatThrownBy(() -> operators.require(bob.operator(), Permission.LOOK, null))
                    .isInstanceOf(NotPermittedException.class);
            operators.require(bob.operator(), Permission.LOOK, acme.id());

            var actor = " operator " + bob.operator().id();
            assertThat(events())
                    .containsExactlyInAnyOrder(
                            "NOT_PERMITTED" + actor + " {\"permission\":5,\"role\":1}",
                            "NOT_PERMITTED" + actor + " {\"permission\":1,\"role\":1}");
        }
    }

    @Test
    void slowsDownWhoGuesses() {
        try (var bob = operators.add("bob", Role.VIEWER, null, null)) {
            for (int i = 0; i < Throttle.FREE; i++) {
                refused(() -> operators.signIn("bob", secret(WRONG)));
            }
            assertThatThrownBy(() -> operators.signIn("bob", secretOf(bob))).hasMessageContaining("try again in");
            assertThat(operators.signIn(bob.key()).name()).isEqualTo("bob");

            now = now.plus(Duration.ofSeconds(3));
            assertThat(operators.signIn("bob", secretOf(bob)).name()).isEqualTo("bob");
            refused(() -> operators.signIn("bob", secret(WRONG)));
            assertThat(operators.signIn("bob", secretOf(bob)).name()).isEqualTo("bob");
        }
    }

    @Test
    void waitsLongerWithEveryFailureAndNeverMoreThanAQuarterOfAnHour() {
        assertThat(Throttle.left(4, now, now)).isZero();
        assertThat(Throttle.left(5, now, now)).isEqualTo(Duration.ofSeconds(2));
        assertThat(Throttle.left(8, now, now)).isEqualTo(Duration.ofSeconds(16));
        assertThat(Throttle.left(1_000_000, now, now)).isEqualTo(Duration.ofMinutes(15));
    }

    /** Otherwise guesses at once would all be free. */
    @Test
    void countsAttemptsThatAreMadeAtOnce() throws Exception {
        operators.add("bob", Role.VIEWER, null, null).close();
        var pool = Executors.newFixedThreadPool(8);
        try {
            var tries = new ArrayList<Callable<Void>>();
            for (int i = 0; i < 40; i++) {
                tries.add(() -> {
                    refused(() -> operators.signIn("bob", secret(WRONG)));
                    return null;
                });
            }
            for (var outcome : pool.invokeAll(tries)) {
                outcome.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(jdbc.sql("SELECT failures FROM operator_account")
                        .query(Integer.class)
                        .single())
                .isBetween(1, Throttle.FREE);
    }

    @Test
    void saysTheSameOfWrongSecretsAndUnknownNames() {
        operators.add("bob", Role.VIEWER, null, null).close();

        assertThat(messageOf(() -> operators.signIn("bob", secret(WRONG))))
                .isEqualTo(messageOf(() -> operators.signIn("nobody", secret(WRONG))))
                .isEqualTo(messageOf(() -> operators.signIn("bob; --", secret(WRONG))))
                .doesNotContain(WRONG);
    }

    @Test
    void writesEveryChangeToTheAuditLogByWhoeverActs() {
        jdbc.sql("DELETE FROM audit_event").update();
        var admin = UUID.fromString("00000000-0000-4000-8000-000000000001");
        Acting.as(Actor.operator(admin), () -> {
            operators.add("bob", Role.VIEWER, acme.id(), null).close();
            operators.reset("bob", null).close();
            operators.disable("bob");
        });
        refused(() -> operators.signIn("bob", secret(WRONG)));
        refused(() -> operators.signIn("nobody", secret(WRONG)));

        assertThat(events())
                .containsExactlyInAnyOrder(
                        "OPERATORS_VOUCHED operator " + admin + " {\"count\":0}",
                        "OPERATOR_ADDED operator " + admin + " {\"role\":1}",
                        "OPERATOR_RESET operator " + admin + " {\"role\":1}",
                        "OPERATOR_DISABLED operator " + admin + " {\"role\":1}",
                        "SIGN_IN_REFUSED system - -",
                        "SIGN_IN_REFUSED system - -");
        assertThat(jdbc.sql("SELECT COUNT(*) FROM audit_event WHERE act LIKE 'OPERATOR\\_%' AND tenant_id = :tenant")
                        .param("tenant", acme.id().toString())
                        .query(Long.class)
                        .single())
                .isEqualTo(3);
    }

    @Test
    void keepsNoSecretInTheTable() {
        var file = newFile();
        var first = operators.makeFirst(file).orElseThrow();
        var secret = new String(first.secret().revealOnce());
        var key = new String(first.key().cleartextCopy(), java.nio.charset.StandardCharsets.ISO_8859_1);
        var needles = new Needles(List.of(secret, secret.replace("-", "")));

        var row = jdbc.sql("SELECT * FROM operator_account").query().singleRow();

        for (var value : row.values()) {
            var bytes = value instanceof byte[] binary
                    ? binary
                    : String.valueOf(value).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            assertThat(needles.foundIn(bytes)).isEmpty();
            assertThat(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1))
                    .doesNotContain(key);
        }
        assertThat(first + " " + first.secret() + first.key()).doesNotContain(secret);
        first.close();
        assertThatThrownBy(() -> first.secret().revealOnce()).isInstanceOf(IllegalStateException.class);
    }

    private List<String> events() {
        return jdbc.sql(
                        "SELECT CONCAT(act, ' ', actor, ' ', COALESCE(actor_id, '-'), ' ', COALESCE(figures, '-')) FROM audit_event")
                .query(String.class)
                .list();
    }

    /** As somebody does who can write to the database and has no key. */
    private void change(String sql) {
        jdbc.sql(sql).update();
    }

    private static void changed(String what, org.assertj.core.api.ThrowableAssert.ThrowingCallable use) {
        assertThatThrownBy(use)
                .as(what)
                .isInstanceOf(AccountChangedException.class)
                .hasMessageContaining("operator_account");
    }

    private static void refused(Runnable signIn) {
        assertThatThrownBy(signIn::run).isInstanceOf(SignInRefusedException.class);
    }

    private static String messageOf(Runnable signIn) {
        try {
            signIn.run();
            return "nothing";
        } catch (SignInRefusedException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static Secret secretOf(Issued issued) {
        return Secret.of(issued.secret().revealOnce());
    }

    private static Secret secret(String text) {
        return Secret.of(text.toCharArray());
    }

    private OperatorKeyFile newFile() {
        return new OperatorKeyFile(home.resolve("own" + files++ + "/operator.key"));
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }
        };
    }
}
