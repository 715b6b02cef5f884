package dev.aviary.cli;

import dev.aviary.keys.KeyCheckUp;
import dev.aviary.vault.Fingerprints;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import picocli.CommandLine.Model.CommandSpec;

/** Opens the application context that a command works in. */
final class Application {

    private final Class<?> type;

    Application(Class<?> type) {
        this.type = type;
    }

    /** For commands that look and change, and neither open a seal nor call Finch. */
    ConfigurableApplicationContext open(CommandSpec command) {
        return run(builder(command, "WARN"));
    }

    /** For commands that seal. */
    ConfigurableApplicationContext openWithKeys(CommandSpec command) {
        return withKeys(open(command));
    }

    /** For a look at Finch: without any setting for it, that is the demo's simulator. */
    ConfigurableApplicationContext openWithFinch(CommandSpec command, Demo demo) {
        return endingInOrder(run(builder(command, "WARN").listeners(demo)));
    }

    /** For commands that run a job. */
    ConfigurableApplicationContext openToRun(CommandSpec command, Demo demo) {
        return withKeys(openWithFinch(command, demo));
    }

    ConfigurableApplicationContext openService(CommandSpec command, Demo demo) {
        return withKeys(endingInOrder(run(builder(command, "INFO").listeners(demo))));
    }

    /** Spring tells of the first faulty setting; then all of them are looked for. */
    private static ConfigurableApplicationContext run(SpringApplicationBuilder builder) {
        var environment = new AtomicReference<ConfigurableEnvironment>();
        builder.initializers(context -> environment.set(context.getEnvironment()));
        try {
            return builder.run();
        } catch (RuntimeException e) {
            var faults = environment.get() != null && Failures.isOfASetting(e)
                    ? SettingsFaults.of(environment.get())
                    : List.<String>of();
            throw faults.isEmpty() ? e : new UsageException(String.join("; ", faults), e);
        }
    }

    private static ConfigurableApplicationContext endingInOrder(ConfigurableApplicationContext context) {
        OrderlyExit.closes(context);
        return context;
    }

    private static ConfigurableApplicationContext withKeys(ConfigurableApplicationContext context) {
        try {
            requireKeys(context);
            return context;
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }

    /** Trouble with the keys shows at once, and not as a failure of every connection; and a secret that is set is known from its first use on. */
    static void requireKeys(ApplicationContext context) {
        context.getBean(KeyCheckUp.class).requireUsable();
        context.getBean(Fingerprints.class).rememberSettings();
    }

    private SpringApplicationBuilder builder(CommandSpec command, String level) {
        var builder = new SpringApplicationBuilder(type)
                .logStartupInfo(false)
                .listeners(new KnownDatabase(), new ProductionRules(), new HomeDirectory());
        builder.properties(defaults(level));
        var root = command.root().userObject();
        if (root instanceof AviaryCommand aviary && aviary.debug) {
            builder.initializers(context -> context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new org.springframework.core.env.MapPropertySource(
                            "debug", Map.of("logging.level.dev.aviary", "DEBUG"))));
        }
        return builder;
    }

    /** Failures to start are told by {@link Failures}, those of a run by the jobs room, in one line each. */
    private static Map<String, Object> defaults(String level) {
        var properties = new HashMap<String, Object>();
        properties.put("logging.level.root", "WARN");
        properties.put("logging.level.dev.aviary", level);
        properties.put("logging.level." + SpringApplication.class.getName(), "OFF");
        properties.put("logging.level.org.springframework.boot.diagnostics", "OFF");
        properties.put("logging.level.org.springframework.context.annotation", "ERROR");
        properties.put("logging.level.org.flywaydb", "ERROR");
        properties.put("logging.level.org.springframework.transaction.interceptor", "OFF");
        properties.put("logging.level.org.springframework.batch.core.step.AbstractStep", "OFF");
        properties.put("logging.level.org.springframework.batch.core.job.AbstractJob", "OFF");
        return properties;
    }
}
