package dev.aviary.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.spi.ToolProvider;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The Finch simulator as a test uses it: found as the tool {@code aviary-sandbox}, spoken to over HTTP, with its limits off and its clock standing still
 * until it is set. Begins with the connections of the demo; tests make their own with {@link #connect}.
 */
public final class Simulator implements AutoCloseable {

    /** A connection of the simulator, with its one or first entity. */
    public record Link(String connection, String token, String entity) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Thread thread;
    private final JsonNode finch;
    private final List<JsonNode> announced = new ArrayList<>();

    private Simulator(Thread thread, BufferedReader lines) throws IOException {
        this.thread = thread;
        this.finch = JSON.readTree(lines.readLine());
        for (int left = finch.path("connections").asInt(0); left > 0; left--) {
            announced.add(JSON.readTree(lines.readLine()));
        }
    }

    public static Simulator start(Instant clock) {
        try {
            var lines = new PipedReader(1 << 16);
            var out = new PrintWriter(new PipedWriter(lines), true);
            var tool = ServiceLoader.load(ToolProvider.class).stream()
                    .map(ServiceLoader.Provider::get)
                    .filter(candidate -> candidate.name().equals("aviary-sandbox"))
                    .findFirst()
                    .orElseThrow();
            var thread = new Thread(() -> run(tool, out, clock), "simulator");
            thread.setDaemon(true);
            thread.start();
            return new Simulator(thread, new BufferedReader(lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(ToolProvider tool, PrintWriter out, Instant clock) {
        tool.run(
                out,
                new PrintWriter(System.err, true),
                "--port",
                "0",
                "--profile",
                "demo",
                "--seed",
                "7",
                "--rate-limits",
                "off",
                "--clock",
                clock.toString());
        out.close();
    }

    public String baseUrl() {
        return finch.path("base_url").asString();
    }

    public String clientId() {
        return finch.path("client_id").asString();
    }

    public String clientSecret() {
        return finch.path("client_secret").asString();
    }

    /** A connection of the demo, by its place there. */
    public Link demo(int number) {
        var line = announced.get(number);
        return new Link(
                line.path("connection_id").asString(),
                line.path("access_token").asString(),
                line.path("entity_ids").get(0).asString());
    }

    /** A new connection of its own with one entity. */
    public Link connect(String provider, String authentication, int people, String... products) {
        var answer = basic(
                "POST",
                "/sandbox/connections",
                Map.of(
                        "provider_id",
                        provider,
                        "authentication_type",
                        authentication,
                        "employee_size",
                        people,
                        "products",
                        List.of(products)));
        return new Link(
                answer.path("connection_id").asString(),
                answer.path("access_token").asString(),
                answer.path("entity_id").asString());
    }

    /** An employer goes through Connect: the code that comes back. */
    public String consent(String customer, @org.jspecify.annotations.Nullable String redirectUri, String... products) {
        var session = new LinkedHashMap<String, Object>();
        session.put("customer_id", customer);
        session.put("customer_name", customer);
        session.put("products", List.of(products));
        if (redirectUri != null) {
            session.put("redirect_uri", redirectUri);
        }
        return completed(basic("POST", "/connect/sessions", session));
    }

    /** The employer signs in again: the code that comes back. */
    public String reauthenticate(Link link) {
        return completed(basic("POST", "/connect/sessions/reauthenticate", Map.of("connection_id", link.connection())));
    }

    private String completed(JsonNode session) {
        var path = "/_sandbox/sessions/" + session.path("session_id").asString() + "/complete";
        return basic("POST", path, Map.of()).path("code").asString();
    }

    /** Arms a fault for one connection; the simulator's documentation has the fields. */
    public void fault(Link link, Map<String, Object> fault) {
        var fields = new java.util.HashMap<>(fault);
        fields.put("connection_id", link.connection());
        basic("POST", "/_sandbox/faults", fields);
    }

    /** How often the armed faults have struck. */
    public int hits() {
        var hits = 0;
        for (var fault : basic("GET", "/_sandbox/faults", null)) {
            hits += fault.path("hits").asInt(0);
        }
        return hits;
    }

    public void noFaults() {
        basic("DELETE", "/_sandbox/faults", null);
    }

    public void setClock(Instant now) {
        basic("PUT", "/_sandbox/clock", Map.of("now", now.toString(), "ticking", false));
    }

    /** Sets the connection's state and grants; {@code fields} are {@code status} and {@code products}. */
    public void change(Link link, Map<String, Object> fields) {
        basic("PUT", "/_sandbox/connections/" + link.connection(), fields);
    }

    public List<String> addPeople(Link link, int count) {
        return texts(basic("POST", "/_sandbox/connections/" + link.connection() + "/people", Map.of("count", count))
                .path("individual_ids"));
    }

    public void removePeople(Link link, List<String> ids) {
        basic("DELETE", "/_sandbox/connections/" + link.connection() + "/people", Map.of("individual_ids", ids));
    }

    /** As if Finch had read the provider just now. */
    public void readProvider(Link link) {
        basic("POST", "/_sandbox/connections/" + link.connection() + "/sync", null);
    }

    /** Payments by id with the number of people paid, oldest first. */
    public Map<String, Integer> payments(Link link, LocalDate from, LocalDate to) {
        var payments = new LinkedHashMap<String, Integer>();
        var path = "/employer/payment?start_date=" + from + "&end_date=" + to + "&entity_ids[]=" + link.entity();
        bearer("GET", path, link, null)
                .forEach(payment -> payments.put(
                        payment.path("id").asString(),
                        payment.path("individual_ids").size()));
        return payments;
    }

    /** Ids as the directory lists them now. */
    public List<String> people(Link link) {
        var ids = new ArrayList<String>();
        bearer("GET", "/employer/directory?entity_ids[]=" + link.entity(), link, null)
                .path("individuals")
                .forEach(person -> ids.add(person.path("id").asString()));
        return ids;
    }

    /** The social security numbers that Finch itself made up. */
    public List<String> socialSecurityNumbers(Link link) {
        var requests =
                people(link).stream().map(id -> Map.of("individual_id", id)).toList();
        var numbers = new ArrayList<String>();
        bearer(
                        "POST",
                        "/employer/individual?entity_ids[]=" + link.entity(),
                        link,
                        Map.of("requests", requests, "options", Map.of("include", List.of("ssn"))))
                .path("responses")
                .forEach(item -> numbers.add(item.path("body").path("ssn").asString("")));
        return numbers;
    }

    /** Requests answered so far for a connection: endpoint and status. */
    public List<String> requests(Link link, String endpoint) {
        var found = new ArrayList<String>();
        basic("GET", "/_sandbox/requests", null).forEach(line -> {
            if (line.path("connection_id").asString("").equals(link.connection())
                    && line.path("endpoint").asString("").equals(endpoint)) {
                found.add(endpoint + " " + line.path("status").asInt(0));
            }
        });
        return found;
    }

    public void forgetRequests() {
        basic("DELETE", "/_sandbox/requests", null);
    }

    /** A call with the connection's token. */
    public JsonNode bearer(String method, String path, Link link, @org.jspecify.annotations.Nullable Object body) {
        return call(method, path, "Bearer " + link.token(), body);
    }

    private JsonNode basic(String method, String path, @org.jspecify.annotations.Nullable Object body) {
        var pair = (clientId() + ":" + clientSecret()).getBytes(StandardCharsets.UTF_8);
        return call(method, path, "Basic " + Base64.getEncoder().encodeToString(pair), body);
    }

    private JsonNode call(
            String method, String path, String authorization, @org.jspecify.annotations.Nullable Object body) {
        var uri = URI.create(baseUrl() + path.replace("[", "%5B").replace("]", "%5D"));
        var publisher = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
        var request = HttpRequest.newBuilder(uri)
                .method(method, publisher)
                .header("Authorization", authorization)
                .header("Finch-API-Version", "2020-09-17")
                .header("Content-Type", "application/json")
                .build();
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(
                        method + " " + path + ": " + response.statusCode() + " " + response.body());
            }
            return response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(node -> texts.add(node.asString()));
        return texts;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
