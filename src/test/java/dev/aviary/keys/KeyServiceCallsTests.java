package dev.aviary.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KmsClient;
import dev.aviary.testing.MovableClock;
import dev.aviary.testing.TestDatabase;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;

/** How often whoever keeps the key-encryption key is asked: for keysets, a few times per tenant and process, never for what they seal. */
class KeyServiceCallsTests {

    private static final int TENANTS = 5;
    private static final int RECORDS = 40;

    /** A tenant has no more keysets than that under the key-encryption key. */
    private static final int KEYSETS = 3;

    private static final Place PLACE = Place.of("t", "row");

    @TempDir
    private Path home;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-02-28T23:30:00Z"));
    private final DataSource database = TestDatabase.h2().dataSource();
    private CountedService service;

    @ConfigurationPropertiesScan(basePackageClasses = KeysProperties.class)
    static class Settings {}

    @BeforeEach
    void haveTenants() {
        var file = new LocalKeys(home.resolve("kept").resolve("by-the-service.json"));
        file.create(LocalKeys.SCHEME);
        service = new CountedService(file.getAead(LocalKeys.SCHEME));
        process(KeyServiceCallsTests::sync);
        service.calls.set(0);
    }

    @Test
    void asksForTheKeysetsOfATenantOnceAProcess() {
        process(KeyServiceCallsTests::sync);

        assertThat(service.calls.get()).isPositive().isLessThanOrEqualTo(1 + KEYSETS * TENANTS);
    }

    @Test
    void asksNothingInSteadyState() {
        process(keys -> {
            sync(keys);
            service.calls.set(0);

            sync(keys);
            sync(keys);
            assertThat(service.calls).hasValue(0);
        });
    }

    @Test
    void asksAgainOnlyOnceTheKeysetsHaveGrownOld() {
        process(keys -> {
            sync(keys);
            service.calls.set(0);

            clock.advance(Duration.ofMinutes(10));
            sync(keys);
            assertThat(service.calls.get()).isPositive().isLessThanOrEqualTo(KEYSETS * TENANTS);
        });
    }

    /** As a sync does: every record looks its keys up anew. */
    private static void sync(Keys keys) {
        for (int record = 0; record < RECORDS; record++) {
            for (int tenant = 1; tenant <= TENANTS; tenant++) {
                write(keys.ofTenant(new UUID(tenant, tenant)), "c" + tenant, record);
            }
        }
    }

    private static void write(TenantKeys keys, String connection, int record) {
        var value = ("value " + record).getBytes(UTF_8);
        assertThat(keys.open(keys.seal(value, PLACE), PLACE)).isEqualTo(value);
        keys.tag("content", value);
        var ids =
                IntStream.rangeClosed(record, record + 2).mapToObj(i -> "i" + i).toList();
        keys.ofIndividuals(connection, ids).values().forEach(key -> key.open(key.seal(value, PLACE), PLACE));
    }

    private void process(Consumer<Keys> work) {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
                .withUserConfiguration(Settings.class, KeysConfiguration.class)
                .withBean(DataSource.class, () -> database, bean -> bean.setDestroyMethodName(""))
                .withBean(Clock.class, () -> clock)
                .withBean("atOnce", KeysetTime.class, () -> clock::millis, bean -> bean.setPrimary(true))
                .withBean(
                        "counted",
                        KekProviders.class,
                        () -> new KekProviders(new LocalKeys(home.resolve("none.json")), List.of(service)),
                        bean -> bean.setPrimary(true))
                .withPropertyValues("aviary.home=" + home, "aviary.keys.kek=counted://key")
                .run(context -> work.accept(context.getBean(Keys.class)));
    }

    private static final class CountedService implements KmsClient {

        private final AtomicInteger calls = new AtomicInteger();
        private final Aead key;

        CountedService(Aead key) {
            this.key = key;
        }

        @Override
        public boolean doesSupport(String uri) {
            return uri.startsWith("counted:");
        }

        @Override
        public KmsClient withCredentials(String path) {
            return this;
        }

        @Override
        public KmsClient withDefaultCredentials() {
            return this;
        }

        @Override
        public Aead getAead(String uri) {
            return new Aead() {
                @Override
                public byte[] encrypt(byte[] plaintext, byte[] associatedData) throws GeneralSecurityException {
                    calls.incrementAndGet();
                    return key.encrypt(plaintext, associatedData);
                }

                @Override
                public byte[] decrypt(byte[] ciphertext, byte[] associatedData) throws GeneralSecurityException {
                    calls.incrementAndGet();
                    return key.decrypt(ciphertext, associatedData);
                }
            };
        }
    }
}
