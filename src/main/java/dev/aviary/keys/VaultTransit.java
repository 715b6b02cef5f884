package dev.aviary.keys;

import com.google.crypto.tink.KmsClient;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.vault.authentication.AppRoleAuthentication;
import org.springframework.vault.authentication.AppRoleAuthenticationOptions;
import org.springframework.vault.authentication.AppRoleAuthenticationOptions.RoleId;
import org.springframework.vault.authentication.AppRoleAuthenticationOptions.SecretId;
import org.springframework.vault.authentication.ClientAuthentication;
import org.springframework.vault.authentication.SimpleSessionManager;
import org.springframework.vault.authentication.TokenAuthentication;
import org.springframework.vault.client.RestTemplateBuilder;
import org.springframework.vault.client.VaultEndpoint;
import org.springframework.vault.core.VaultTemplate;

/** Keys at HashiCorp Vault's transit engine: {@code vault-transit://} and the key's name. Signs in by a token or by AppRole. */
final class VaultTransit implements KmsClient {

    static final String SCHEME = "vault-transit://";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

    private final KeyServiceSettings settings;
    private final RetryTemplate retries;

    VaultTransit(KeyServiceSettings settings, RetryTemplate retries) {
        this.settings = settings;
        this.retries = retries;
    }

    @Override
    public boolean doesSupport(String uri) {
        return uri.startsWith(SCHEME);
    }

    @Override
    public ServiceAead getAead(String uri) throws GeneralSecurityException {
        var name = uri.substring(SCHEME.length());
        if (!NAME.matcher(name).matches()) {
            throw new GeneralSecurityException("not the name of a transit key");
        }
        var address = settings.vault().address();
        if (address == null) {
            throw new KeyUnusableException(
                    "aviary.keys.kek is a key of HashiCorp Vault, but aviary.keys.service.vault.address is not set");
        }
        return new ServiceAead(uri, new VaultKey(settings.vault().mount(), name, template(address)), retries);
    }

    private VaultTemplate template(URI address) {
        var calls = RestTemplateBuilder.builder()
                .endpoint(VaultEndpoint.from(address))
                .requestFactory(KeyServiceRequests.within(settings.timeout()));
        if (settings.vault().namespace() != null) {
            calls.defaultHeader("X-Vault-Namespace", settings.vault().namespace());
        }
        return new VaultTemplate(calls, new SimpleSessionManager(signIn(calls)));
    }

    private ClientAuthentication signIn(RestTemplateBuilder calls) {
        var vault = settings.vault();
        if (vault.token() != null) {
            return new TokenAuthentication(vault.token().revealForSignIn());
        }
        var role = role(vault.roleId(), vault.secretId());
        return new AppRoleAuthentication(role, calls.build());
    }

    private static AppRoleAuthenticationOptions role(@Nullable String role, @Nullable ServiceSecret secret) {
        if (role == null || secret == null) {
            throw new KeyUnusableException(
                    "HashiCorp Vault needs credentials; set aviary.keys.service.vault.token, or role-id and secret-id, best as files under /run/secrets");
        }
        return AppRoleAuthenticationOptions.builder()
                .roleId(RoleId.provided(role))
                .secretId(SecretId.provided(secret.revealForSignIn()))
                .build();
    }

    /** Credentials are settings of the process, not of a key. */
    @Override
    public KmsClient withCredentials(String path) {
        return this;
    }

    @Override
    public KmsClient withDefaultCredentials() {
        return this;
    }
}
