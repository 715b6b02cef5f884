package dev.aviary.vault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.keys.InstallationKeys;
import dev.aviary.keys.Keys;
import dev.aviary.keys.KeysForTests;
import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.TenancyForTests;
import dev.aviary.tenancy.TenantId;
import dev.aviary.testing.MovableClock;
import dev.aviary.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Fingerprints come with a token, stay a while when it is replaced, and go with it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FingerprintContract {

    private static final Canary FIRST = new Canary("0b8a1f6e-3c55-4d1e-9a77-6f2d1f0c9b10");
    private static final Canary SECOND = new Canary("5e0cb1f2-7a55-4f1e-8b77-1f2d1f0c9b11");
    private static final String CLIENT_SECRET = "the-application's-secret-4711";
    private static final String OTHER_SECRET = "another-secret-of-the-application-4712";
    private static final Occasion OCCASION = Occasion.inRun(Purpose.FINGERPRINT, 7);

    @TempDir
    static Path directory;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-02-28T23:30:00Z"));
    private final ConnectionId c1 = new ConnectionId("c1");
    private final ConnectionId c2 = new ConnectionId("c2");
    private DataSource database;
    private JdbcClient jdbc;
    private TenancyForTests tenancy;
    private Keys keys;
    private TenantId acme;
    private TenantId birch;
    private SealedTokenVault vault;
    private InstallationKeys installation;
    private Fingerprints fingerprints;

    abstract TestDatabase database();

    @BeforeAll
    void open() {
        database = database().dataSource();
        jdbc = JdbcClient.create(database);
        tenancy = TenancyForTests.in(database, clock);
        tenancy.connection("Acme", "c1");
        tenancy.connection("Birch", "c2");
        acme = tenancy.tenants().named("Acme").id();
        birch = tenancy.tenants().named("Birch").id();
        var file = directory.resolve("keys").resolve("kek.json");
        keys = KeysForTests.open(file, database, clock);
        installation = KeysForTests.installation(file, database, clock);
        vault = VaultForTests.in(database, keys, tenancy.connections(), clock, installation);
    }

    /** A secret of the settings; null if it is not set in this process. */
    private static InstallationSecret secret(String name, @Nullable String value) {
        return new InstallationSecret() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void lend(Consumer<byte[]> use) {
                if (value != null) {
                    use.accept(value.getBytes(US_ASCII));
                }
            }
        };
    }

    private void set(InstallationSecret... secrets) {
        fingerprints = VaultForTests.fingerprints(database, keys, vault, installation, List.of(secrets), clock);
    }

    @AfterAll
    void close() throws Exception {
        ((AutoCloseable) database).close();
    }

    @BeforeEach
    void empty() {
        jdbc.sql("DELETE FROM access_token").update();
        jdbc.sql("DELETE FROM tenant_freeze").update();
        jdbc.sql("DELETE FROM secret_fingerprint").update();
        set(secret("client-secret", CLIENT_SECRET));
    }

    /** What a scan keeps of a fingerprint. */
    private record Known(String id, String kind, boolean retired, String connection, long first) {}

    @Test
    void comeWithTheTokenAndRecogniseIt() {
        put(acme, c1, FIRST);
        put(birch, c2, SECOND);

        var known = of(acme);

        assertThat(known).extracting(Known::connection).containsExactly("-", "c1");
        assertThat(known.get(1).first())
                .isEqualTo(fingerprints.windowHash().at(FIRST.secret().getBytes(US_ASCII), 0));
        assertThat(is(known.get(1), FIRST)).isTrue();
        assertThat(is(known.get(1), SECOND)).isFalse();
        assertThat(of(acme, birch)).extracting(Known::connection).containsExactly("-", "c1", "c2");
    }

    @Test
    void knowTheSecretsOfTheInstallation() {
        var known = of().get(0);

        assertThat(fingerprints.isSecret(known.id(), SecretForm.TEXT, CLIENT_SECRET.getBytes(US_ASCII)))
                .isTrue();
        assertThat(is(known, FIRST)).isFalse();
        assertThat(fingerprints.isSecret("installation other", SecretForm.TEXT, CLIENT_SECRET.getBytes(US_ASCII)))
                .isFalse();
    }

    @Test
    void knowAClientSecretForASetTimeAfterItWasChanged() {
        fingerprints.rememberSettings();
        set(secret("client-secret", OTHER_SECRET));

        var known = of();
        assertThat(known).extracting(Known::retired).containsExactly(false, true);
        assertThat(is(known.get(0), OTHER_SECRET)).isTrue();
        assertThat(is(known.get(1), CLIENT_SECRET)).isTrue();
        assertThat(is(known.get(0), CLIENT_SECRET)).isFalse();
        assertThat(of()).as("kept once").hasSize(2);

        clock.advance(Duration.ofDays(91));
        assertThat(of()).extracting(Known::retired).containsExactly(false);
        assertThat(is(known.get(1), CLIENT_SECRET)).as("gone for good").isFalse();
    }

    @Test
    void knowAClientSecretThatIsPutBackOrNotSetHere() {
        fingerprints.rememberSettings();
        var first = of().get(0).id();
        set(secret("client-secret", OTHER_SECRET));
        fingerprints.rememberSettings();
        set(secret("client-secret", CLIENT_SECRET));
        assertThat(of()).extracting(Known::id).startsWith(first).hasSize(2);

        set(secret("client-secret", null));
        assertThat(of()).extracting(Known::retired).containsExactly(false, true);
    }

    @Test
    void knowWhateverSecretARoomShows() {
        set(secret("client-secret", CLIENT_SECRET), secret("webhook-secret", OTHER_SECRET));

        var known = of();

        assertThat(known).extracting(Known::kind).containsExactly("client-secret", "webhook-secret");
        assertThat(is(known.get(1), OTHER_SECRET)).isTrue();
        assertThat(is(known.get(1), CLIENT_SECRET)).isFalse();
    }

    @Test
    void ofSettingsAreSealedInTheirOwnRow() {
        set(secret("client-secret", CLIENT_SECRET), secret("webhook-secret", OTHER_SECRET));
        var known = of();
        jdbc.sql("UPDATE secret_fingerprint SET sealed = (SELECT s.sealed FROM (SELECT sealed FROM secret_fingerprint"
                        + " WHERE kind = 'webhook-secret') s) WHERE kind = 'client-secret'")
                .update();

        assertThat(is(known.get(0), CLIENT_SECRET)).isFalse();
        assertThat(is(known.get(0), OTHER_SECRET)).isFalse();
        var sealed = jdbc.sql("SELECT sealed FROM secret_fingerprint WHERE kind = 'webhook-secret'")
                .query(byte[].class)
                .single();
        assertThat(new String(sealed, ISO_8859_1)).doesNotContain(OTHER_SECRET.substring(0, 5));
    }

    @Test
    void areNotMadeOfASecretThatIsTooShort() {
        set(secret("client-secret", "abc"));

        assertThat(of()).isEmpty();
    }

    @Test
    void areWipedAfterTheUse() {
        put(acme, c1, FIRST);
        var kept = new ArrayList<long[]>();
        fingerprints.ofLive(List.of(acme), OCCASION, each -> kept.add(each.windows(SecretForm.TEXT)));

        assertThat(kept).hasSize(2).allSatisfy(windows -> assertThat(windows).containsOnly(0));
    }

    @Test
    void stayForASetTimeWhenTheTokenIsReplaced() {
        put(acme, c1, FIRST);
        put(acme, c1, SECOND);
        vault.confirm(c1);

        var known = of(acme);
        assertThat(known).extracting(Known::retired).containsExactly(false, false, true);
        assertThat(is(known.get(1), SECOND)).isTrue();
        assertThat(is(known.get(2), FIRST)).isTrue();

        clock.advance(Duration.ofDays(91));
        assertThat(of(acme)).hasSize(2);
        assertThat(is(known.get(2), FIRST)).as("gone for good").isFalse();
    }

    @Test
    void vanishWithTheToken() {
        put(acme, c1, FIRST);
        put(acme, c1, SECOND);
        var known = of(acme);
        vault.destroy(c1, Occasion.byCommand(Purpose.DISCONNECT));

        assertThat(of(acme)).extracting(Known::connection).containsExactly("-");
        assertThat(is(known.get(1), SECOND)).isFalse();
        assertThat(jdbc.sql("SELECT COUNT(*) FROM token_fingerprint")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void areMadeForTokensThatHaveNone() {
        put(acme, c1, FIRST);
        jdbc.sql("DELETE FROM token_fingerprint").update();

        var known = of(acme);

        assertThat(known).hasSize(2);
        assertThat(is(known.get(1), FIRST)).isTrue();
        assertThat(of(acme).get(1).id()).isEqualTo(known.get(1).id());
    }

    @Test
    void areMadeForNoFrozenTenantButHandedOnIfTheyAreThere() {
        put(acme, c1, FIRST);
        put(birch, c2, SECOND);
        jdbc.sql("DELETE FROM token_fingerprint WHERE connection_id = 'c1'").update();
        for (var tenant : List.of(acme, birch)) {
            jdbc.sql("INSERT INTO tenant_freeze (tenant_id, frozen_at) VALUES (?, ?)")
                    .params(tenant.toString(), StoredInstant.of(clock.instant()))
                    .update();
        }

        assertThat(of(acme, birch)).extracting(Known::connection).containsExactly("-", "c2");
    }

    @Test
    void openInTheirOwnRowOnly() {
        put(acme, c1, FIRST);
        put(birch, c2, SECOND);
        var known = of(acme).get(1);
        jdbc.sql("UPDATE token_fingerprint SET sealed = (SELECT s.sealed FROM (SELECT sealed FROM token_fingerprint"
                        + " WHERE connection_id = 'c2') s) WHERE connection_id = 'c1'")
                .update();

        assertThat(of(acme)).extracting(Known::connection).containsExactly("-");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> is(known, FIRST))
                .isInstanceOf(dev.aviary.keys.SealBrokenException.class);
    }

    private boolean is(Known known, Canary secret) {
        return is(known, secret.secret());
    }

    private boolean is(Known known, String secret) {
        return fingerprints.isSecret(known.id(), SecretForm.TEXT, secret.getBytes(US_ASCII));
    }

    private List<Known> of(TenantId... tenants) {
        var known = new ArrayList<Known>();
        fingerprints.ofLive(
                List.of(tenants),
                OCCASION,
                each -> known.add(new Known(
                        each.id(),
                        each.kind(),
                        each.isRetired(),
                        each.connection() == null ? "-" : each.connection().value(),
                        each.windows(SecretForm.TEXT)[0])));
        return known;
    }

    private void put(TenantId tenant, ConnectionId connection, Canary secret) {
        try (var token = secret.token()) {
            vault.put(tenant, connection, token);
        }
    }
}
