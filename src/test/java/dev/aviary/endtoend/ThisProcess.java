package dev.aviary.endtoend;

import dev.aviary.Aviary;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Aviary inside the JVM of the tests: the same application under the same settings, without its command line, and with the logging of the tests, which
 * several applications at once could not set up anew each.
 */
final class ThisProcess {

    private ThisProcess() {}

    static ConfigurableApplicationContext open(Trial trial, Simulator finch) {
        return open(trial.settings(finch));
    }

    static ConfigurableApplicationContext open(Map<String, String> settings) {
        System.setProperty("h2.bindAddress", "127.0.0.1");
        var application = new SpringApplicationBuilder(Aviary.class)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .application();
        application.setListeners(application.getListeners().stream()
                .filter(listener -> !(listener instanceof LoggingApplicationListener))
                .toList());
        return application.run(arguments(settings));
    }

    private static String[] arguments(Map<String, String> settings) {
        var all = new java.util.LinkedHashMap<>(settings);
        all.put("spring.main.keep-alive", "false");
        all.put("spring.datasource.hikari.minimum-idle", "1");
        return all.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
    }
}
