package dev.aviary.finch;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How Finch is reached. An illegal value stops start-up; all faults are named at once.
 *
 * @param baseUrl where the API is; https, or http to a loopback host (a simulator). Default https://api.tryfinch.com
 * @param clientId id of the application at Finch; visible ASCII without spaces, up to 255 characters. No default
 * @param clientSecret secret of the application at Finch; never printed. No default
 * @param webhookSecret secret by which Finch signs its webhooks; never printed. Nothing receives webhooks yet, the leak scan looks for it. No default
 * @param timeout longest time that one call may take, the body of the answer included; 1 second to 1 hour. Default 6 minutes, Finch's own limit: a shorter one makes Finch give up on slow providers
 * @param connectTimeout longest time to connect; 100 milliseconds to 1 minute. Default 10 seconds
 * @param limits the requests that Finch allows
 */
@ConfigurationProperties("aviary.finch")
record FinchSettings(
        @DefaultValue("https://api.tryfinch.com") URI baseUrl,
        @Nullable String clientId,
        @Nullable ClientSecret clientSecret,
        @Nullable ClientSecret webhookSecret,
        @DefaultValue("6m") Duration timeout,
        @DefaultValue("10s") Duration connectTimeout,
        @DefaultValue Limits limits) {

    FinchSettings {
        var faults = new ArrayList<String>();
        checkBaseUrl(baseUrl, faults);
        check(
                clientId == null || clientId.matches("[!-~]{1,255}"),
                faults,
                "aviary.finch.client-id '" + clientId + "' must have 1 to 255 visible ASCII characters without spaces");
        check(
                clientSecret == null || clientSecret.isUsable(),
                faults,
                "aviary.finch.client-secret must have 1 to 1024 visible ASCII characters without spaces");
        check(
                webhookSecret == null || webhookSecret.isUsable(),
                faults,
                "aviary.finch.webhook-secret must have 1 to 1024 visible ASCII characters without spaces");
        checkRange("timeout", timeout, Duration.ofSeconds(1), Duration.ofHours(1), faults);
        checkRange("connect-timeout", connectTimeout, Duration.ofMillis(100), Duration.ofMinutes(1), faults);
        faults.addAll(limits.faults());
        check(
                limits.enabled() || isLoopback(baseUrl),
                faults,
                "aviary.finch.limits.enabled 'false' is for a simulator on this machine only;"
                        + " Finch blocks a host for an hour that exceeds them. aviary.finch.base-url is not a loopback host");
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
    }

    /**
     * Requests that are allowed, each from 1 to 1000. All processes that share a database share them; a change takes full effect a minute after the last
     * process with the old values has ended.
     *
     * @param enabled whether to keep to them; false only for a simulator on this machine. Default true
     * @param company calls to company per rolling 60 seconds. Default 20
     * @param directory calls to directory per rolling 60 seconds. Default 20
     * @param individual calls to individual per rolling 60 seconds. Default 20
     * @param employment calls to employment per rolling 60 seconds. Default 20
     * @param payment calls to payment per rolling 60 seconds. Default 12
     * @param payGroups calls to pay-groups per rolling 60 seconds. Default 12
     * @param payStatement calls to pay-statement per rolling 60 seconds. Default 12
     * @param payStatementItem calls to pay-statement-item per rolling 60 seconds. Default 20
     * @param documents calls to documents per rolling 60 seconds. Default 20
     * @param host calls of any kind per rolling 5 minutes; Finch blocks the host for an hour above 1000. Default 900
     */
    record Limits(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("20") int company,
            @DefaultValue("20") int directory,
            @DefaultValue("20") int individual,
            @DefaultValue("20") int employment,
            @DefaultValue("12") int payment,
            @DefaultValue("12") int payGroups,
            @DefaultValue("12") int payStatement,
            @DefaultValue("20") int payStatementItem,
            @DefaultValue("20") int documents,
            @DefaultValue("900") int host) {

        /** Requests per rolling 60 seconds; for {@link Bucket#OTHER} per rolling 5 minutes, all buckets together. */
        int of(Bucket bucket) {
            return switch (bucket) {
                case COMPANY -> company;
                case DIRECTORY -> directory;
                case INDIVIDUAL -> individual;
                case EMPLOYMENT -> employment;
                case PAYMENT -> payment;
                case PAY_GROUPS -> payGroups;
                case PAY_STATEMENT -> payStatement;
                case PAY_STATEMENT_ITEM -> payStatementItem;
                case DOCUMENTS -> documents;
                case OTHER -> host;
            };
        }

        private List<String> faults() {
            var faults = new ArrayList<String>();
            for (var bucket : Bucket.values()) {
                var name = bucket == Bucket.OTHER ? "host" : bucket.word().replace('_', '-');
                check(
                        of(bucket) >= 1 && of(bucket) <= 1000,
                        faults,
                        "aviary.finch.limits." + name + " '" + of(bucket) + "' must be from 1 to 1000");
            }
            return faults;
        }
    }

    private static void checkBaseUrl(URI url, List<String> faults) {
        // No part of the value but scheme and host is echoed: somebody may have put credentials into it.
        var host = url.getHost();
        if (host == null || url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
            faults.add(
                    "aviary.finch.base-url must be a plain URL such as https://api.tryfinch.com: scheme, host, optionally port and path");
            return;
        }
        var secure = "https".equalsIgnoreCase(url.getScheme());
        var plain = "http".equalsIgnoreCase(url.getScheme());
        check(
                secure || (plain && isLoopback(url)),
                faults,
                "aviary.finch.base-url '" + url.getScheme() + "://" + host
                        + "' must begin with https://; http:// is for loopback hosts only, because tokens would cross the network in the clear");
    }

    /** Loopback by its literal address or the name localhost; no other name is asked for, since name servers can lie. */
    static boolean isLoopback(URI url) {
        var host = url.getHost();
        if (host == null) {
            return false;
        }
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        if (!host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[[0-9a-fA-F:]+]")) {
            return false;
        }
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static void checkRange(String name, Duration value, Duration least, Duration most, List<String> faults) {
        check(
                value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
                faults,
                "aviary.finch." + name + " '" + value + "' must be from " + least + " to " + most);
    }

    private static void check(boolean fine, List<String> faults, String fault) {
        if (!fine) {
            faults.add(fault);
        }
    }
}
