package dev.aviary.cli;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * Refuses a database that Aviary has no driver for, before anything is touched. Of the address, only the kind of database is repeated: the driver's own
 * message has all of it, and a password may be in there.
 */
final class KnownDatabase implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

    private static final String URL = "spring.datasource.url";

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        var url = event.getEnvironment().getProperty(URL, "");
        if (!url.startsWith("jdbc:mariadb:") && !url.startsWith("jdbc:h2:")) {
            throw new UsageException("Setting " + URL + " begins with '" + kind(url)
                    + "', which is not valid: it must be jdbc:mariadb://host/database (or jdbc:h2: for trying out)");
        }
    }

    /** {@code jdbc:kind:}, or nothing where the words are not those of an address. */
    private static String kind(String url) {
        var found =
                java.util.regex.Pattern.compile("^(?:jdbc:)?[a-z0-9]{1,20}:").matcher(url);
        return found.find() ? found.group() : "";
    }
}
