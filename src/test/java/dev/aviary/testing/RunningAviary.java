package dev.aviary.testing;

import dev.aviary.Aviary;
import dev.aviary.finch.VirtualWaits;
import dev.aviary.jobs.JobRun;
import dev.aviary.jobs.Jobs;
import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.Connections;
import dev.aviary.tenancy.Tenant;
import dev.aviary.tenancy.Tenants;
import dev.aviary.vault.AccessToken;
import dev.aviary.vault.TokenVault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The whole application with a simulator of its own, one per kind of database and test JVM, shared by the tests: each works with a tenant of its own.
 * Both clocks stand together and go on only; pages are small, so that a few people fill several.
 */
public final class RunningAviary {

    private static final Instant START = Instant.parse("2026-03-02T06:00:00Z");
    private static final AtomicInteger TENANTS = new AtomicInteger();

    private final MovableClock clock = new MovableClock(START);
    private final Simulator finch = Simulator.start(START);
    private final Path home = newHome();
    private final TestDatabase database;
    private final ConfigurableApplicationContext context;

    private RunningAviary(TestDatabase database) {
        this.database = database;
        this.context = new SpringApplicationBuilder(Aviary.class)
                .logStartupInfo(false)
                .initializers(clockBean(), new VirtualWaits(clock))
                .run(settings());
    }

    private static final class OnH2 {
        private static final RunningAviary ONE = new RunningAviary(TestDatabase.h2());
    }

    private static final class OnMariaDb {
        private static final RunningAviary ONE = new RunningAviary(TestDatabase.mariadb());
    }

    public static RunningAviary onH2() {
        return OnH2.ONE;
    }

    public static RunningAviary onMariaDb() {
        return OnMariaDb.ONE;
    }

    private ApplicationContextInitializer<GenericApplicationContext> clockBean() {
        return beans -> beans.registerBean("movableClock", Clock.class, () -> clock, bean -> bean.setPrimary(true));
    }

    private String[] settings() {
        var settings = new HashMap<String, String>();
        settings.put("spring.datasource.url", database.url());
        settings.put("spring.datasource.username", database.user());
        settings.put("spring.datasource.password", database.password());
        settings.put("aviary.home", home.toString());
        settings.put("aviary.jobs.directory", home.resolve("jobs").toString());
        settings.put("aviary.finch.base-url", finch.baseUrl());
        settings.put("aviary.finch.client-id", finch.clientId());
        settings.put("aviary.finch.client-secret", finch.clientSecret());
        settings.put("aviary.finch.limits.enabled", "false");
        settings.put("aviary.sync.directory-page", "10");
        settings.put("aviary.sync.batch", "7");
        settings.put("aviary.sync.statement-page", "8");
        return settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
    }

    private static Path newHome() {
        try {
            var home = Files.createTempDirectory(
                    Files.createDirectories(Path.of("target", "homes").toAbsolutePath()), "aviary");
            Files.createDirectory(home.resolve("jobs"));
            Files.writeString(home.resolve("jobs/nightly-sync.yml"), """
                    job: nightly-sync
                    schedule:
                      cron: "0 30 2 * * *"
                      zone: UTC
                    at-once: 2
                    parameters:
                      tenant: 00000000-0000-0000-0000-000000000000
                    """);
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Simulator finch() {
        return finch;
    }

    public TestDatabase database() {
        return database;
    }

    public <T> java.util.Collection<T> beans(Class<T> type) {
        return context.getBeansOfType(type).values();
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public JdbcClient sql() {
        return bean(JdbcClient.class);
    }

    public Instant now() {
        return clock.instant();
    }

    /** Lets time go by, here and at Finch. */
    public void after(Duration time) {
        clock.advance(time);
        finch.setClock(clock.instant());
    }

    public Tenant newTenant() {
        return bean(Tenants.class).named("Tenant " + TENANTS.incrementAndGet());
    }

    /** Takes a connection in, as somebody would at the command line. */
    public void take(Tenant tenant, Simulator.Link link) {
        bean(Connections.class).register(new ConnectionId(link.connection()), tenant.id());
        seal(tenant, link, link.token());
    }

    public void seal(Tenant tenant, Simulator.Link link, String token) {
        try (var sealed = AccessToken.of(token.toCharArray())) {
            bean(TokenVault.class).put(tenant.id(), new ConnectionId(link.connection()), sealed);
        }
    }

    public JobRun sync(Tenant tenant) {
        return bean(Jobs.class).run("nightly-sync", Map.of("tenant", tenant.id().toString()));
    }

    public JobRun syncFully(Tenant tenant) {
        return bean(Jobs.class).run("nightly-sync", Map.of("tenant", tenant.id().toString(), "full", "true"));
    }
}
