package dev.aviary.cli;

import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/** With {@code aviary.production} set, {@link ProductionFaults} are refused before anything is touched, all at once; without it a
 * misspelt setting is a warning, since it may be that one. */
final class ProductionRules implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(ProductionRules.class);

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        var environment = event.getEnvironment();
        if (!isProduction(environment)) {
            UnknownSettings.of(environment).forEach(LOG::warn);
            return;
        }

        var faults = ProductionFaults.of(environment);
        var refused = faults.stream()
                .filter(ProductionFaults.Fault::refused)
                .map(ProductionFaults.Fault::text)
                .toList();
        if (!refused.isEmpty()) {
            throw new UsageException("aviary.production is set, and start-up is refused: ", refused);
        }
        faults.forEach(fault -> LOG.warn("aviary.production is set, but {}", fault.text()));
    }

    static boolean isProduction(Environment environment) {
        var value = environment.getProperty("aviary.production", "false").toLowerCase(Locale.ROOT);
        if (!value.equals("true") && !value.equals("false")) {
            throw new UsageException(
                    "Setting aviary.production is '" + value + "', which is not valid: it must be true or false");
        }
        return value.equals("true");
    }
}
