package dev.aviary.cli;

import java.net.URI;
import java.util.ArrayList;
import java.util.Locale;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/** With {@code aviary.production} set, what is for trying out is refused before anything is touched (law 12), every fault at once. */
final class ProductionRules implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        var environment = event.getEnvironment();
        if (!isProduction(environment)) {
            return;
        }

        var faults = new ArrayList<String>();
        if (environment.getProperty("spring.datasource.url", "").startsWith("jdbc:h2:")) {
            faults.add("spring.datasource.url is the embedded H2; name a MariaDB");
        }
        if (isSimulator(environment.getProperty("aviary.finch.base-url", ""))) {
            faults.add(
                    "aviary.finch.base-url is a simulator on this machine or plain http; set https://api.tryfinch.com");
        }
        if (environment.getProperty("aviary.keys.local-key-reason", "").isBlank()) {
            faults.add(
                    "the key-encryption key is a file on this machine; say in aviary.keys.local-key-reason why that is accepted");
        }
        if (!faults.isEmpty()) {
            throw new UsageException("aviary.production is set, and start-up is refused: " + String.join("; ", faults));
        }
    }

    private static boolean isProduction(Environment environment) {
        var value = environment.getProperty("aviary.production", "false").toLowerCase(Locale.ROOT);
        if (!value.equals("true") && !value.equals("false")) {
            throw new UsageException(
                    "Setting aviary.production is '" + value + "', which is not valid: it must be true or false");
        }
        return value.equals("true");
    }

    private static boolean isSimulator(String url) {
        if (url.isBlank()) {
            return false;
        }
        try {
            var host = String.valueOf(URI.create(url).getHost());
            return !url.startsWith("https:")
                    || host.equals("localhost")
                    || host.startsWith("127.")
                    || host.equals("[::1]");
        } catch (IllegalArgumentException e) {
            return true;
        }
    }
}
