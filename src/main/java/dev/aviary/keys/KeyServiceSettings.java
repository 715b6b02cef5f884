package dev.aviary.keys;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How key services are reached. An illegal value stops start-up; all faults are named at once.
 *
 * @param timeout longest time that one call of a key service may take, 1s to 1m
 * @param aws AWS KMS; credentials come from where AWS's own tools look for them
 * @param google Google Cloud KMS
 * @param vault HashiCorp Vault Transit
 */
@ConfigurationProperties("aviary.keys.service")
record KeyServiceSettings(
        @DefaultValue("10s") Duration timeout,
        @DefaultValue Aws aws,
        @DefaultValue Google google,
        @DefaultValue Vault vault) {

    KeyServiceSettings {
        var faults = new ArrayList<String>();
        if (timeout.compareTo(Duration.ofSeconds(1)) < 0 || timeout.compareTo(Duration.ofMinutes(1)) > 0) {
            faults.add("aviary.keys.service.timeout '" + timeout + "' must be from 1s to 1m");
        }
        check("aws.endpoint", aws.endpoint(), faults);
        check("google.endpoint", google.endpoint(), faults);
        check("vault.address", vault.address(), faults);
        faults.addAll(vault.faults());
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
    }

    /**
     * AWS KMS.
     *
     * @param endpoint another address than the region's own, such as that of a VPC endpoint; https, or http to a loopback host. No default
     */
    record Aws(@Nullable URI endpoint) {}

    /**
     * Google Cloud KMS.
     *
     * @param credentials file with the credentials of a service account; default: where Google's own tools look for them
     * @param endpoint address of the API; https, or http to a loopback host
     */
    record Google(
            @Nullable Path credentials,
            @DefaultValue("https://cloudkms.googleapis.com") URI endpoint) {}

    /**
     * HashiCorp Vault.
     *
     * @param address where Vault is; https, or http to a loopback host. No default
     * @param namespace Vault's namespace, for its enterprise edition. No default
     * @param mount where the transit engine is mounted
     * @param token a token with the right to encrypt and decrypt; never printed. No default
     * @param roleId role of AppRole, instead of a token. No default
     * @param secretId the role's secret; never printed. No default
     */
    record Vault(
            @Nullable URI address,
            @Nullable String namespace,
            @DefaultValue("transit") String mount,
            @Nullable ServiceSecret token,
            @Nullable String roleId,
            @Nullable ServiceSecret secretId) {

        private List<String> faults() {
            var faults = new ArrayList<String>();
            if (!mount.matches("[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*")) {
                faults.add("aviary.keys.service.vault.mount '" + mount + "' must be a path such as transit");
            }
            if (token != null && !token.isUsable()) {
                faults.add(
                        "aviary.keys.service.vault.token must have 1 to 4096 visible ASCII characters without spaces");
            }
            if (secretId != null && !secretId.isUsable()) {
                faults.add(
                        "aviary.keys.service.vault.secret-id must have 1 to 4096 visible ASCII characters without spaces");
            }
            if (token != null && roleId != null) {
                faults.add("aviary.keys.service.vault has both token and role-id; set one of them");
            }
            if ((roleId == null) != (secretId == null)) {
                faults.add("aviary.keys.service.vault.role-id and secret-id go together; set both");
            }
            return faults;
        }
    }

    /** Nothing of the value but scheme and host is echoed: somebody may have put credentials into it. */
    private static void check(String name, @Nullable URI url, List<String> faults) {
        if (url == null) {
            return;
        }
        var plain = url.getHost() != null
                && url.getRawUserInfo() == null
                && url.getRawQuery() == null
                && url.getRawFragment() == null;
        if (!plain) {
            faults.add("aviary.keys.service." + name + " must be a plain URL: scheme, host, optionally port and path");
        } else if (!"https".equals(url.getScheme()) && !("http".equals(url.getScheme()) && isLoopback(url.getHost()))) {
            faults.add(
                    "aviary.keys.service." + name + " '" + url.getScheme() + "://" + url.getHost()
                            + "' must begin with https://; http:// is for loopback hosts only, because keys would cross the network in the clear");
        }
    }

    /** By its literal address or the name localhost; no other name is asked for, since name servers can lie. */
    private static boolean isLoopback(String host) {
        if (host.equals("localhost")) {
            return true;
        }
        try {
            return host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[[0-9a-fA-F:]+]")
                    && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
