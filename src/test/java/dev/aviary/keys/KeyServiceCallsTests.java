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
import java.util.function.BiConsumer;
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
import org.springframework.context.ApplicationContext;

/** How often whoever keeps the key-encryption key is asked: once per tenant and process, never for what is sealed. */
class KeyServiceCallsTests {

    private static final int TENANTS = 5;
    private static final int RECORDS = 40;

    /** That the key is the one of this database is proven once. */
    private static final int CHECK = 1;

    private static final UpkeepWatch NOBODY = new UpkeepWatch() {};
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
    void asksOnceForATenantThatSealsTagsAndUsesKeysOfIndividuals() {
        process(KeyServiceCallsTests::sync);

        assertThat(service.calls).hasValue(CHECK + TENANTS);
    }

    @Test
    void asksOnceAlsoAfterTheEpochWasClosedAndTheKeysWereRotatedAndRewrapped() {
        upkeep((upkeep, tenant) -> upkeep.closeEpoch(tenant, clock.instant(), NOBODY));
        upkeep((upkeep, tenant) -> upkeep.rotate(tenant, clock.instant(), NOBODY));
        context(context -> context.getBean(KeyUpkeep.class).rewrap(null, NOBODY));
        service.calls.set(0);

        process(KeyServiceCallsTests::sync);
        assertThat(service.calls).hasValue(CHECK + TENANTS);
    }

    @Test
    void asksOnceMoreInAProcessThatGoesOnWhileAnotherClosesTheEpoch() {
        process(keys -> {
            sync(keys);
            upkeep((upkeep, tenant) -> upkeep.closeEpoch(tenant, clock.instant(), NOBODY));
            service.calls.set(0);

            sync(keys);
            assertThat(service.calls).hasValue(TENANTS);
        });
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
            assertThat(service.calls).hasValue(TENANTS);
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

    private void upkeep(BiConsumer<KeyUpkeep, UUID> work) {
        clock.advance(Duration.ofSeconds(1));
        context(context -> {
            var upkeep = context.getBean(KeyUpkeep.class);
            upkeep.tenants().forEach(tenant -> work.accept(upkeep, tenant));
        });
    }

    private void process(Consumer<Keys> work) {
        context(context -> work.accept(context.getBean(Keys.class)));
    }

    private void context(Consumer<ApplicationContext> work) {
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
                .run(work::accept);
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
