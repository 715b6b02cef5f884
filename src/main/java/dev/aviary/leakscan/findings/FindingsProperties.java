package dev.aviary.leakscan.findings;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What follows when the leak scan sees a live token.
 *
 * @param freeze what is frozen then: never anything, or the tenant, none of whose tokens opens until 'aviary tenants thaw'
 * @param notice whom it is told
 */
@ConfigurationProperties("aviary.leakscan")
record FindingsProperties(
        @DefaultValue("never") Freeze freeze, @DefaultValue Notice notice) {

    enum Freeze {
        NEVER,
        TENANT
    }

    /**
     * A webhook, mail, or both.
     *
     * @param url address that gets a POST with JSON for each incident; https, or http to a loopback host; never printed, as many such addresses hold a secret.
     *     No default: nobody is told
     * @param mailTo addresses that get a mail for each incident, sent through the server of {@code spring.mail.host}
     * @param mailFrom the sender of these mails
     */
    record Notice(
            @Nullable String url,
            @DefaultValue List<String> mailTo,
            @Nullable String mailFrom) {

        Notice {
            mailTo = List.copyOf(mailTo);
            if (!mailTo.stream().allMatch(Notice::isAddress)) {
                throw new IllegalArgumentException(
                        "aviary.leakscan.notice.mail-to must be addresses such as security@example.com, with commas between them");
            }
            if (mailTo.isEmpty() != (mailFrom == null) || (mailFrom != null && !isAddress(mailFrom))) {
                throw new IllegalArgumentException(
                        "aviary.leakscan.notice.mail-from must be an address if mail-to is set, and only then");
            }
            if (url != null && !isUsable(url)) {
                throw new IllegalArgumentException(
                        "aviary.leakscan.notice.url must be an https:// address without user and fragment; http:// is for loopback hosts only");
            }
        }

        Optional<URI> address() {
            return Optional.ofNullable(url).map(URI::create);
        }

        @Override
        public String toString() {
            return "Notice[url=" + (url == null ? "none" : "hidden") + ", mailTo=" + mailTo.size() + " addresses]";
        }

        private static boolean isAddress(String address) {
            return address.matches("[^\\s@<>,;]+@[^\\s@<>,;]+");
        }

        private static boolean isUsable(String url) {
            try {
                var address = URI.create(url);
                return address.getHost() != null
                        && address.getRawUserInfo() == null
                        && address.getRawFragment() == null
                        && ("https".equals(address.getScheme())
                                || ("http".equals(address.getScheme()) && isLoopback(address.getHost())));
            } catch (IllegalArgumentException e) {
                return false;
            }
        }

        /** By its literal address or the name localhost; no other name is asked for, since name servers can lie. */
        private static boolean isLoopback(String host) {
            try {
                return host.equals("localhost")
                        || (host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[[0-9a-fA-F:]+]")
                                && InetAddress.getByName(host).isLoopbackAddress());
            } catch (UnknownHostException e) {
                return false;
            }
        }
    }
}
