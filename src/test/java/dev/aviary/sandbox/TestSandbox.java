package dev.aviary.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A sandbox on a free port with a clock that stands still, and a client that speaks to it over HTTP. */
final class TestSandbox implements AutoCloseable {

    static final Instant NOON = Instant.parse("2026-08-20T12:00:00Z");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Duration> pauses = new ArrayList<>();
    private final SandboxServer server;
    private String token = "";

    /** An answer as it came. */
    record Reply(int status, byte[] bytes, java.net.http.HttpHeaders headers) {

        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        @SuppressWarnings("unchecked")
        Map<String, @Nullable Object> object() {
            return (Map<String, @Nullable Object>) JsonTree.read(bytes);
        }

        @SuppressWarnings("unchecked")
        List<Map<String, @Nullable Object>> list() {
            return (List<Map<String, @Nullable Object>>) JsonTree.read(bytes);
        }

        @SuppressWarnings("unchecked")
        List<Map<String, @Nullable Object>> list(String field) {
            return (List<Map<String, @Nullable Object>>) object().get(field);
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    private TestSandbox(Settings settings) {
        try {
            server = SandboxServer.start(settings, Clock.fixed(NOON, ZoneOffset.UTC), pauses::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        as(0);
    }

    static TestSandbox of(int tenants, int employees, String... switches) {
        return of(Profiles.equal(tenants, employees, 2, true, 1), switches);
    }

    static TestSandbox of(List<Blueprint> blueprints, String... switches) {
        return new TestSandbox(new Settings(0, 1, Duration.ZERO, NOON, positions(switches), List.of(), blueprints));
    }

    static TestSandbox withSeed(long seed) {
        var blueprints = Profiles.equal(1, 30, 2, true, seed);
        return new TestSandbox(new Settings(0, seed, Duration.ZERO, NOON, Map.of(), List.of(), blueprints));
    }

    static TestSandbox withLatency(Duration latency) {
        var blueprints = Profiles.equal(1, 20, 2, true, 1);
        return new TestSandbox(new Settings(0, 1, latency, NOON, Map.of(), List.of(), blueprints));
    }

    static Blueprint blueprint(String status, String authentication, Integer... sizes) {
        var products = Set.copyOf(Blueprint.ALL_PRODUCTS);
        return new Blueprint("Birch Works", "gusto", authentication, status, List.of(sizes), products, 2, null, null);
    }

    private static Map<Switch, String> positions(String... switches) {
        var positions = new EnumMap<Switch, String>(Switch.class);
        for (var each : switches) {
            var pair = each.split("=");
            Switches.check(Switches.named(pair[0]), pair[1]);
            positions.put(Switches.named(pair[0]), pair[1]);
        }
        return positions;
    }

    /** Speaks for the connection of that number from here on. */
    TestSandbox as(int connection) {
        token = server.world().newestToken(server.world().links().get(connection));
        return this;
    }

    TestSandbox withToken(String other) {
        token = other;
        return this;
    }

    String token() {
        return token;
    }

    World world() {
        return server.world();
    }

    String baseUrl() {
        return server.baseUrl();
    }

    /** How long the sandbox would have waited, in order. */
    List<Duration> pauses() {
        return pauses;
    }

    Reply get(String path) {
        return send("GET", path, null, "Bearer " + token);
    }

    Reply post(String path, @Nullable String body) {
        return send("POST", path, body, "Bearer " + token);
    }

    Reply put(String path, String body) {
        return send("PUT", path, body, "Bearer " + token);
    }

    Reply basic(String method, String path, @Nullable String body) {
        return send(method, path, body, basic());
    }

    String basic() {
        var pair = world().clientId() + ":" + world().clientSecret();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    void advance(String duration) {
        basic("PUT", "/_sandbox/clock", "{\"advance\":\"" + duration + "\"}");
    }

    void fault(String json) {
        var reply = basic("POST", "/_sandbox/faults", json);
        if (reply.status() != 201) {
            throw new IllegalArgumentException(reply.text());
        }
    }

    Reply send(String method, String path, @Nullable String body, @Nullable String authorization) {
        var request = request(method, path, body).header("Finch-API-Version", "2020-09-17");
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return send(request);
    }

    HttpRequest.Builder request(String method, String path, @Nullable String body) {
        return HttpRequest.newBuilder(URI.create(server.baseUrl() + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    }

    Reply send(HttpRequest.Builder request) {
        try {
            var response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Reply(response.statusCode(), response.body(), response.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, @Nullable Object> map(@Nullable Object tree) {
        return (Map<String, @Nullable Object>) java.util.Objects.requireNonNull(tree);
    }

    List<String> people() {
        return get("/employer/directory").list("individuals").stream()
                .map(row -> (String) row.get("id"))
                .toList();
    }

    List<Map<String, @Nullable Object>> payments() {
        return get("/employer/payment?start_date=2019-01-01&end_date=2030-01-01")
                .list();
    }

    static String people(List<String> ids) {
        return "{\"requests\":["
                + String.join(
                        ",",
                        ids.stream()
                                .map(id -> "{\"individual_id\":\"" + id + "\"}")
                                .toList())
                + "]}";
    }

    @Override
    public void close() {
        server.close();
    }
}
