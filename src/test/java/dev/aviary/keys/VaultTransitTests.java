package dev.aviary.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.KmsClient;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class VaultTransitTests extends KeyServiceContract<VaultWire> {

    private static final String URI_OF_KEY = VaultTransit.SCHEME + VaultWire.KEY;

    VaultTransitTests() {
        super(new VaultWire(), URI_OF_KEY);
    }

    @Override
    KmsClient client(URI address, boolean known) {
        return with(new KeyServiceSettings.Vault(
                address, null, "transit", ServiceSecret.valueOf(known ? VaultWire.ROOT : "hvs.unknown"), null, null));
    }

    private static KmsClient with(KeyServiceSettings.Vault vault) {
        return new VaultTransit(
                new KeyServiceSettings(
                        Duration.ofSeconds(5), new KeyServiceSettings.Aws(null), KeyServiceSettingsTests.GOOGLE, vault),
                AT_ONCE);
    }

    @Override
    List<String> secrets() {
        return List.of(VaultWire.ROOT, VaultWire.SECRET, "hvs.");
    }

    private KmsClient byRole(String secret) {
        return with(new KeyServiceSettings.Vault(
                server.address(), null, "transit", null, VaultWire.ROLE, ServiceSecret.valueOf(secret)));
    }

    @Test
    void signsInByRoleOnce() throws Exception {
        var aead = byRole(VaultWire.SECRET).getAead(URI_OF_KEY);

        var wrapped = aead.encrypt(new byte[] {1}, new byte[] {2});

        assertThat(aead.decrypt(wrapped, new byte[] {2})).containsExactly(1);
        assertThat(server.calls())
                .containsExactly("/v1/auth/approle/login", "/v1/transit/encrypt/aviary", "/v1/transit/decrypt/aviary");
    }

    @Test
    void saysThatTheRolesSecretIsWrong() throws Exception {
        var aead = byRole("not-the-secret").getAead(URI_OF_KEY);

        assertThatThrownBy(() -> aead.encrypt(new byte[] {1}, new byte[] {2}))
                .isInstanceOf(KeyUnusableException.class)
                .hasMessageContaining("may not be used with these credentials")
                .message()
                .doesNotContain("not-the-secret");
    }

    @Test
    void wantsCredentialsAndAnAddress() {
        var nobody = with(new KeyServiceSettings.Vault(server.address(), null, "transit", null, null, null));
        var nowhere = with(KeyServiceSettingsTests.VAULT);

        assertThatThrownBy(() -> nobody.getAead(URI_OF_KEY)).hasMessageContaining("aviary.keys.service.vault.token");
        assertThatThrownBy(() -> nowhere.getAead(URI_OF_KEY)).hasMessageContaining("aviary.keys.service.vault.address");
    }
}
