package dev.aviary.finch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.aviary.vault.InstallationSecret;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class FinchSettingsTests {

    @Test
    void areFinchsOwnByDefault() {
        var settings = bound(Map.of());

        assertThat(settings.baseUrl()).isEqualTo(URI.create("https://api.tryfinch.com"));
        assertThat(settings.timeout()).isEqualTo(Duration.ofMinutes(6));
        assertThat(settings.limits().enabled()).isTrue();
        assertThat(settings.limits().of(Bucket.INDIVIDUAL)).isEqualTo(20);
        assertThat(settings.limits().of(Bucket.PAY_STATEMENT)).isEqualTo(12);
        assertThat(settings.limits().of(Bucket.OTHER)).isEqualTo(900);
    }

    @Test
    void neverPrintTheSecrets() {
        var settings =
                bound(Map.of("client-id", "app-1", "client-secret", "s3cr3t-value", "webhook-secret", "s3cr3t-other"));

        assertThat(settings.toString()).contains("app-1").doesNotContain("s3cr3t");
        assertThat(settings.clientSecret().isUsable()).isTrue();
    }

    @Test
    void refuseAWebhookSecretThatCannotBeOne() {
        var refused = catchThrowable(() -> bound(Map.of("webhook-secret", "s3cr3t with spaces")));

        assertThat(refused).rootCause().hasMessageContaining("aviary.finch.webhook-secret");
        assertThat(refused).rootCause().message().doesNotContain("s3cr3t");
    }

    @Test
    void lendTheSecretsToTheLeakScan() {
        var settings = bound(Map.of("client-secret", "s3cr3t-value", "webhook-secret", "s3cr3t-other"));
        var configuration = new FinchConfiguration();

        assertThat(lent(configuration.clientSecret(settings))).isEqualTo("client-secret s3cr3t-value");
        assertThat(lent(configuration.webhookSecret(settings))).isEqualTo("webhook-secret s3cr3t-other");
        assertThat(lent(configuration.webhookSecret(bound(Map.of())))).isEqualTo("webhook-secret");
    }

    private static String lent(InstallationSecret secret) {
        var lent = new StringBuilder(secret.name());
        secret.lend(bytes -> lent.append(' ').append(new String(bytes, StandardCharsets.US_ASCII)));
        return lent.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8080",
                "http://127.0.0.1:1/finch",
                "http://[::1]:99",
                "https://finch.example",
                "HTTPS://api.tryfinch.com/"
            })
    void acceptSecureUrlsAndPlainOnesOfThisMachine(String url) {
        assertThat(bound(Map.of("base-url", url)).baseUrl()).isEqualTo(URI.create(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.tryfinch.com", "http://localhost.evil.example", "http://127.0.0.1.evil.example",
                        "http://0.0.0.0:80",
                "http://[::ffff:10.0.0.1]:80", "ftp://localhost", "localhost:8080",
                        "https://user:s3cr3t@api.tryfinch.com",
                "https://api.tryfinch.com?key=s3cr3t", "https:///path", "http://10.0.0.1", "//localhost"
            })
    void refuseUrlsThatWouldExposeTokens(String url) {
        var refused = catchThrowable(() -> bound(Map.of("base-url", url)));

        assertThat(refused).hasRootCauseInstanceOf(IllegalArgumentException.class);
        assertThat(refused).rootCause().hasMessageContaining("aviary.finch.base-url");
        assertThat(refused).rootCause().message().doesNotContain("s3cr3t");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            timeout, 500ms
            timeout, 2h
            connect-timeout, 0s
            client-id, two words
            limits.company, 0
            limits.pay-statement, 1001
            limits.host, 5000
            limits.enabled, false
            """)
    void nameTheSettingThatIsWrong(String name, String value) {
        assertThatThrownBy(() -> bound(Map.of(name, value)))
                .rootCause()
                .hasMessageContaining("aviary.finch." + name)
                .hasMessageContaining(name.endsWith("timeout") ? "must be" : value);
    }

    @Test
    void nameAllFaultsAtOnceAndNeverTheSecret() {
        assertThatThrownBy(() -> bound(Map.of("client-secret", "my s3cr3t", "timeout", "0s", "limits.host", "0")))
                .rootCause()
                .hasMessageContaining("client-secret")
                .hasMessageContaining("timeout")
                .hasMessageContaining("limits.host")
                .hasMessageNotContaining("s3cr3t");
    }

    @Test
    void switchTheBudgetOffWithoutTouchingTheDatabase() throws InterruptedException {
        var settings = bound(Map.of("base-url", "http://localhost:1", "limits.enabled", "false"));
        var untouchable = (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    throw new AssertionError("The database was asked for " + method.getName());
                });
        var budget = new FinchConfiguration().requestBudget(settings, untouchable, Clock.systemUTC(), Sleeper.REAL);

        for (var i = 0; i < 100; i++) {
            budget.acquire(Bucket.COMPANY).close();
        }
        budget.silenceHost();

        assertThatThrownBy(() -> budget.acquire(Bucket.OTHER)).isInstanceOf(FinchException.class);
    }

    private static FinchSettings bound(Map<String, String> given) {
        var properties = new LinkedHashMap<String, String>();
        given.forEach((name, value) -> properties.put("aviary.finch." + name, value));
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("aviary.finch", FinchSettings.class);
    }
}
