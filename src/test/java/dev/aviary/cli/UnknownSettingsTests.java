package dev.aviary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class UnknownSettingsTests {

    @ParameterizedTest
    @CsvSource({
        "aviary.prodcution, aviary.production",
        "aviary.finch.client_secrt, aviary.finch.client-secret",
        "aviary.finch.limits.payments, aviary.finch.limits.payment",
        "aviary.store.seal[0], aviary.store.sealed",
        "Aviary.Sync.Bach, aviary.sync.batch",
        "AVIARY_PRODUCTON, aviary.production",
        "AVIARY_FINCH_CLIENTSECRETS, aviary.finch.client-secret"
    })
    void namesTheNearest(String name, String nearest) {
        assertThat(unknown(name))
                .singleElement()
                .asString()
                .startsWith(name + " ")
                .endsWith(" " + nearest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aviary.production",
                "aviary.finch.client-secret",
                "aviary.finch.clientSecret",
                "aviary.store.sealed",
                "aviary.store.sealed[12]",
                "AVIARY_STORE_SEALED_12",
                "AVIARY_KEYS_FORMER_KEKS_0",
                "AVIARY_KEYS_LOCALKEYREASON",
                "AVIARY_KEYS_LOCAL_KEY_REASON",
                "AVIARY_SERVICE_HOST",
                "AVIARY_SERVICE_PORT_HTTP",
                "AVIARY_PORT",
                "AVIARY_PORT_8080_TCP_ADDR",
                "AVIARY",
                "aviarys.nest",
                "spring.datasource.url"
            })
    void knowsWhatIsRight(String name) {
        assertThat(unknown(name)).isEmpty();
    }

    private static List<String> unknown(String name) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .forEach(source -> environment.getPropertySources().remove(source.getName()));
        Map<String, Object> given = new HashMap<>(Map.of(name, "canary"));
        environment
                .getPropertySources()
                .addFirst(
                        name.startsWith("AVIARY")
                                ? new SystemEnvironmentPropertySource("systemEnvironment", given)
                                : new MapPropertySource("given", given));
        return UnknownSettings.of(environment);
    }
}
