package dev.aviary.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyServiceSettingsTests {

    static final KeyServiceSettings.Google GOOGLE =
            new KeyServiceSettings.Google(null, URI.create("https://cloudkms.googleapis.com"));
    static final KeyServiceSettings.Vault VAULT = new KeyServiceSettings.Vault(null, null, "transit", null, null, null);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://vault.internal:8200",
                "http://127.0.0.1.evil.example",
                "ftp://127.0.0.1",
                "https://u:p@vault",
                "https://vault?x=1"
            })
    void refusesAnAddressThatIsNotSafe(String address) {
        assertThatThrownBy(() ->
                        withVault(new KeyServiceSettings.Vault(URI.create(address), null, "transit", null, null, null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("aviary.keys.service.vault.address")
                .message()
                .doesNotContain("u:p");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://vault.internal:8200",
                "http://127.0.0.1:8200",
                "http://localhost:8200",
                "http://[::1]:8200"
            })
    void acceptsTlsAndLoopback(String address) {
        assertThatCode(() ->
                        withVault(new KeyServiceSettings.Vault(URI.create(address), null, "transit", null, null, null)))
                .doesNotThrowAnyException();
    }

    @Test
    void tellsAllFaultsAtOnceAndNoSecret() {
        var secret = ServiceSecret.valueOf("two words");

        assertThatThrownBy(() -> withVault(new KeyServiceSettings.Vault(null, null, "../sys", secret, "role", null)))
                .hasMessageContaining("vault.mount '../sys'")
                .hasMessageContaining("vault.token must have")
                .hasMessageContaining("both token and role-id")
                .hasMessageContaining("go together")
                .message()
                .doesNotContain("two words");
        assertThat(secret).hasToString("ServiceSecret[hidden]");
    }

    private static KeyServiceSettings withVault(KeyServiceSettings.Vault vault) {
        return new KeyServiceSettings(Duration.ofSeconds(5), new KeyServiceSettings.Aws(null), GOOGLE, vault);
    }
}
