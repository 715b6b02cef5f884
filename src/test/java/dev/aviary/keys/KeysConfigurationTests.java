package dev.aviary.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;

/** The wiring of this room alone. */
class KeysConfigurationTests {

    @TempDir
    Path home;

    @EnableConfigurationProperties({KeysProperties.class, KeyServiceSettings.class})
    static class Settings {}

    @Test
    void keepsOldKeysForTwiceAsLongAsAnyProcessMayKnowThem() {
        assertThat(KeysProperties.FORGOTTEN_AFTER).isEqualTo(Duration.ofDays(2));
        context().withPropertyValues("aviary.keys.cached-for=86401s").run(context -> assertThat(context)
                .hasFailed());
    }

    @Test
    void keepsTheKeyBelowAviaryHomeUnlessToldOtherwise() {
        context().run(context -> {
            assertThat(home.resolve("keys").resolve("kek.json")).doesNotExist();
            context.getBean(Keys.class).ofTenant(new UUID(1, 1));

            assertThat(home.resolve("keys").resolve("kek.json")).exists();
        });
    }

    @Test
    void keepsTheKeyWhereItIsTold() {
        var file = home.resolve("elsewhere").resolve("my.json");
        context().withPropertyValues("aviary.keys.file=" + file).run(context -> {
            context.getBean(KeyCheckUp.class).requireUsable();

            assertThat(file).exists();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"cached-tenants=0", "cached-tenants=100001", "cached-for=0s", "cached-for=25h", "cached-for=soon"
            })
    void refusesAnImpossibleSettingByItsName(String setting) {
        context()
                .withPropertyValues("aviary.keys." + setting)
                .run(context -> assertThat(context).getFailure().hasStackTraceContaining("'aviary.keys"));
    }

    private ApplicationContextRunner context() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
                .withUserConfiguration(Settings.class, KeysConfiguration.class)
                .withBean(DataSource.class, () -> TestDatabase.h2().dataSource())
                .withBean(Clock.class, Clock::systemUTC)
                .withPropertyValues("aviary.home=" + home);
    }
}
