package dev.aviary.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KmsClient;
import dev.aviary.testing.MovableClock;
import dev.aviary.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.retry.RetryTemplate;

/** What every key service has to do for Aviary, over the wire it really speaks, and how its troubles are told. */
abstract class KeyServiceContract<S extends WireServer> {

    static final RetryTemplate AT_ONCE = KeyServices.retries(Duration.ofMillis(1));

    private static final byte[] KEYSET = "a keyset".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ACME = "tenant acme".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BIRCH = "tenant birch".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path directory;

    final S server;
    private final String uri;

    KeyServiceContract(S server, String uri) {
        this.server = server;
        this.uri = uri;
    }

    /** @param known whether the server knows these credentials */
    abstract KmsClient client(URI address, boolean known) throws IOException, GeneralSecurityException;

    /** What must never be told. */
    abstract List<String> secrets();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void opensWhatItWrapped() throws Exception {
        assertThat(aead().decrypt(aead().encrypt(KEYSET, ACME), ACME)).isEqualTo(KEYSET);
    }

    @Test
    void refusesAKeysetOfAnotherTenant() throws Exception {
        var wrapped = aead().encrypt(KEYSET, ACME);

        assertThatThrownBy(() -> aead().decrypt(wrapped, BIRCH)).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void refusesWhatWasChanged() throws Exception {
        var aead = aead();
        var wrapped = aead.encrypt(KEYSET, ACME);
        wrapped[wrapped.length / 2] ^= 4;

        assertThatThrownBy(() -> aead.decrypt(wrapped, ACME)).isInstanceOf(GeneralSecurityException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "MISSING, is not there",
        "DISABLED, is disabled",
        "FORBIDDING, may not be used with these credentials",
        "THROTTLING, allows no more calls for the moment",
        "FAILING, cannot be reached"
    })
    void saysWhatToDo(WireServer.Mood mood, String sentence) throws Exception {
        var aead = aead();
        var wrapped = aead.encrypt(KEYSET, ACME);
        server.is(mood);

        assertThatThrownBy(() -> aead.decrypt(wrapped, ACME))
                .isInstanceOf(KeyUnusableException.class)
                .hasMessageStartingWith("The key-encryption key " + uri + " ")
                .hasMessageContaining(sentence)
                .hasNoCause()
                .message()
                .doesNotContain(secrets());
    }

    @Test
    void triesAgainWhatPassesByItself() throws Exception {
        var aead = aead();
        var wrapped = aead.encrypt(KEYSET, ACME);
        server.isFor(WireServer.Mood.THROTTLING, 3);

        assertThat(aead.decrypt(wrapped, ACME)).isEqualTo(KEYSET);
    }

    @Test
    void doesNotTryAgainWhatDoesNot() throws Exception {
        var aead = aead();
        var wrapped = aead.encrypt(KEYSET, ACME);
        var before = server.calls().size();
        server.is(WireServer.Mood.FORBIDDING);

        assertThatThrownBy(() -> aead.decrypt(wrapped, ACME)).isInstanceOf(KeyUnusableException.class);
        assertThat(server.calls()).hasSize(before + 1);
    }

    @Test
    void saysThatCredentialsAreWrong() throws Exception {
        var aead = client(server.address(), false).getAead(uri);

        assertThatThrownBy(() -> aead.encrypt(KEYSET, ACME))
                .isInstanceOf(KeyUnusableException.class)
                .hasMessageContaining("may not be used with these credentials")
                .message()
                .doesNotContain(secrets());
    }

    @Test
    void saysThatNobodyAnswers() throws Exception {
        var aead = aead();
        aead.encrypt(KEYSET, ACME);
        server.close();

        assertThatThrownBy(() -> aead.encrypt(KEYSET, ACME))
                .isInstanceOf(KeyUnusableException.class)
                .hasMessageContaining("cannot be reached");
    }

    @Test
    void isAskedOncePerKeysetAndNeverInSteadyState() throws Exception {
        var clock = new MovableClock(Instant.parse("2026-08-21T02:30:00Z"));
        var providers = new KekProviders(new LocalKeys(directory), List.of(client(server.address(), true)));
        var database = TestDatabase.h2().dataSource();
        var rows = new KeysetRows(database, clock);
        var keys = new TinkKeys(
                new KeyEncryptionKey(uri, List.of(), providers, rows),
                rows,
                new IndividualKeyRows(database, clock),
                new EpochKeys(directory.resolve("epochs")),
                new TenantKeyUses(database, List::of),
                new RecentTenants<>(10, Duration.ofMinutes(10), clock, clock::millis));
        var tenant = new UUID(3, 3);
        var place = Place.of("access_token", "c1");
        var sealed = keys.ofTenant(tenant).seal(KEYSET, place);
        var calls = server.calls().size();

        for (int use = 0; use < 1_000; use++) {
            assertThat(keys.ofTenant(tenant).open(sealed, place)).isEqualTo(KEYSET);
        }

        assertThat(server.calls()).hasSize(calls);
    }

    private Aead aead() throws Exception {
        return client(server.address(), true).getAead(uri);
    }
}
