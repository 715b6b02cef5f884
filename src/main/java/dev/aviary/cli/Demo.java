package dev.aviary.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The demo: as long as nothing is set for Finch, the embedded simulator plays Finch, with a handful of tenants. In production, or with anybody else's
 * connections in the store, it does not: a real token must never be sent to a simulator, nor a demo token to Finch.
 */
final class Demo implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

    private static final String BASE_URL = "aviary.finch.base-url";
    private static final String CLIENT_ID = "aviary.finch.client-id";
    private static final String CLIENT_SECRET = "aviary.finch.client-secret";
    private static final String[] ARGUMENTS = {"--port", "0", "--profile", "demo", "--seed", "1"};

    private final PrintWriter out;
    private final List<JsonNode> connections = new ArrayList<>();
    private boolean active;

    Demo(PrintWriter out) {
        this.out = out;
    }

    boolean isActive() {
        return active;
    }

    /** After everything that brings settings. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        var environment = event.getEnvironment();
        if (isConfigured(environment)) {
            return;
        }
        if ("true".equalsIgnoreCase(environment.getProperty("aviary.production"))) {
            throw new UsageException("aviary.production is set, so the demo does not start; set " + BASE_URL + ", "
                    + CLIENT_ID + " and " + CLIENT_SECRET);
        }

        active = true;
        var finch = startSandbox();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "aviary-demo",
                        Map.of(
                                BASE_URL, text(finch, "base_url"),
                                CLIENT_ID, text(finch, "client_id"),
                                CLIENT_SECRET, text(finch, "client_secret"))));
    }

    private static boolean isConfigured(Environment environment) {
        return environment.containsProperty(BASE_URL)
                || environment.containsProperty(CLIENT_ID)
                || environment.containsProperty(CLIENT_SECRET);
    }

    /** The simulator as a tool on a thread of its own; it tells where it is and what its tokens are in JSON lines, then serves. */
    private JsonNode startSandbox() {
        try {
            var lines = new PipedReader(1 << 16);
            var writer = new PrintWriter(new PipedWriter(lines), true);
            var errors = new PrintWriter(System.err, true);
            var thread = new Thread(
                    () -> {
                        SandboxTool.find().run(writer, errors, ARGUMENTS);
                        writer.close();
                    },
                    "aviary-sandbox");
            thread.setDaemon(true);
            thread.start();
            return announcement(new BufferedReader(lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode announcement(BufferedReader lines) throws IOException {
        var mapper = JsonMapper.builder().build();
        var first = lines.readLine();
        if (first == null) {
            throw new IllegalStateException("The simulator did not start");
        }
        var finch = mapper.readTree(first);
        for (int left = finch.path("connections").asInt(0); left > 0; left--) {
            connections.add(mapper.readTree(lines.readLine()));
        }
        return finch;
    }

    /** Seals the demo's tokens; those that are there already stay as they are. */
    void takeIn(ConfigurableApplicationContext context) {
        if (active) {
            new DemoIntake(context).takeIn(connections);
        }
    }

    /** How a first operator is shown: in the demo, it is part of the show. */
    FirstAdmin shows(CommandSpec spec) {
        return active ? new FirstAdmin(out, true) : FirstAdmin.shownBy(spec);
    }

    void explainShortly() {
        if (active) {
            out.println(
                    "This is the demo, with made-up employers and a simulator as Finch; 'aviary serve' tells how to make it real.");
            out.println();
            out.flush();
        }
    }

    void explain() {
        if (!active) {
            return;
        }
        out.println("""
                This is the demo: the employers, people and tokens are made up, and a simulator on this machine plays Finch.
                The local store, the key and the database are under ./data (setting aviary.home); delete the directory to begin anew.
                To make it real, set these and start again:
                  AVIARY_FINCH_BASE_URL=https://api.tryfinch.com   AVIARY_FINCH_CLIENT_ID=...   AVIARY_FINCH_CLIENT_SECRET=...
                  SPRING_DATASOURCE_URL=jdbc:mariadb://...   SPRING_DATASOURCE_USERNAME=...   SPRING_DATASOURCE_PASSWORD=...
                  AVIARY_PRODUCTION=true   AVIARY_KEYS_LOCALKEYREASON='why a key file on this machine is accepted'
                then take in your tokens:  aviary connections import tokens.csv
                """);
        out.flush();
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString();
    }
}
