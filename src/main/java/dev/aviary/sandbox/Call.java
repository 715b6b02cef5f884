package dev.aviary.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;

/** One request on its way through the sandbox, and the means to answer it. */
final class Call {

    private static final int MAX_BODY_BYTES = 16 * 1024 * 1024;

    private final HttpExchange http;
    private final World world;
    private final Instant now;
    private final Route.Match match;
    private final Query query;
    private Map<FaultKind, Fault> faults = Map.of();
    private Distortion distortion = new Distortion(java.util.Set.of());
    private @Nullable Link link;
    private List<Entity> entities = List.of();
    private final String requestId;

    Call(HttpExchange http, World world, Instant now, Route.Match match) {
        this.http = http;
        this.world = world;
        this.now = now;
        this.match = match;
        this.requestId = world.nextRequestId();
        header("Finch-Request-Id", requestId);
        this.query = new Query(http.getRequestURI().getRawQuery());
    }

    World world() {
        return world;
    }

    /** When it arrived, by the sandbox's clock. */
    Instant now() {
        return now;
    }

    Route route() {
        return match.route();
    }

    /** A variable part of the path. */
    String part(String name) {
        return match.parts().getOrDefault(name, "");
    }

    Query query() {
        return query;
    }

    @Nullable
    String header(String name) {
        return http.getRequestHeaders().getFirst(name);
    }

    /** As this client reached the sandbox. */
    String baseUrl() {
        return "http://127.0.0.1:" + http.getLocalAddress().getPort();
    }

    Link link() {
        if (link == null) {
            throw new IllegalStateException(route().name() + " is not called with an access token");
        }
        return link;
    }

    @Nullable
    Link linkOrNull() {
        return link;
    }

    void authenticated(Link caller) {
        link = caller;
    }

    /** What the call is about: exactly one, unless a switch lets several through. */
    List<Entity> entities() {
        return entities;
    }

    Entity entity() {
        return entities.get(0);
    }

    void about(List<Entity> wanted) {
        entities = wanted;
    }

    void struckBy(Map<FaultKind, Fault> striking) {
        faults = striking;
        distortion = new Distortion(striking.keySet());
    }

    @Nullable
    Fault fault(FaultKind kind) {
        return faults.get(kind);
    }

    boolean suffers(FaultKind kind) {
        return faults.containsKey(kind);
    }

    byte[] body() throws IOException {
        var body = http.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            throw ApiError.of(
                    413, "bad_request", "invalid_request", "The body is larger than " + MAX_BODY_BYTES + " bytes");
        }
        return body;
    }

    @Nullable
    Object bodyTree() throws IOException {
        try {
            return JsonTree.read(body());
        } catch (JacksonException | IllegalArgumentException e) {
            throw ApiError.badRequest("The body is not valid JSON");
        }
    }

    Fields bodyFields() throws IOException {
        return Fields.of(bodyTree());
    }

    /** Adds the headers that tell how old the data is. */
    void freshness() {
        var synced = link().lastSync(now).truncatedTo(ChronoUnit.SECONDS).toString();
        var headers = http.getResponseHeaders();
        headers.set("Finch-Data-Retrieved", synced);
        headers.set("Finch-Last-Attempted-Update-Date", synced);
        if (world.switches().is(Switch.FRESHNESS_RESULT, "on")) {
            headers.set("Finch-Last-Attempted-Update-Result", "success");
        }
    }

    void header(String name, String value) {
        http.getResponseHeaders().set(name, value);
    }

    /** Answers with a body that is written as it is made. */
    void stream(int code, Consumer<JsonGenerator> body) throws IOException {
        begin(code);
        header("Content-Type", "application/json; charset=utf-8");
        var out = new ResponseBody(http, code, faults.get(FaultKind.CUT), faults.get(FaultKind.TRUNCATED));
        try (var json = JsonTree.generator(out)) {
            body.accept(json);
        } catch (tools.jackson.core.exc.JacksonIOException e) {
            throw e.getCause();
        }
    }

    /** Answers with one record as the whole body. */
    void answer(int code, @Nullable Object tree) throws IOException {
        stream(code, json -> JsonTree.write(json, distortion.of(tree)));
    }

    void answer(ApiError error) throws IOException {
        stream(error.status(), json -> JsonTree.write(json, error.body()));
    }

    void answerBytes(int code, String contentType, byte[] body) throws IOException {
        begin(code);
        header("Content-Type", contentType);
        http.sendResponseHeaders(code, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            http.getResponseBody().write(body);
        }
        http.getResponseBody().close();
    }

    void answerNothing(int code) throws IOException {
        begin(code);
        http.sendResponseHeaders(code, -1);
    }

    /** Ends the connection without an answer. */
    void answerNever() throws IOException {
        begin(0);
        throw new ResponseBody.CutException();
    }

    /** Reads what is left of the request: a client that is still sending would not see the answer. */
    void drain() throws IOException {
        http.getRequestBody().readNBytes(MAX_BODY_BYTES);
    }

    /** Before the first byte goes out, so that whoever has the answer finds it in the log. */
    private void begin(int code) {
        if (route().access() == Route.Access.ADMIN) {
            return;
        }
        var connection = link == null ? null : link.id();
        var path = http.getRequestURI().getPath();
        world.log().add(now, http.getRequestMethod(), path, route().name(), connection, code, requestId);
        if (code > 0 && code < 400) {
            world.limits().succeeded(route().name(), now);
        }
    }

    /** Writes one record of many, changed on the way where a control call or a fault says so. */
    void record(JsonGenerator json, Map<String, @Nullable Object> overrides, Consumer<JsonGenerator> record) {
        if (overrides.isEmpty() && distortion.changesNothing()) {
            record.accept(json);
            return;
        }
        var fields = Fields.of(JsonTree.of(record)).toMap();
        fields.putAll(overrides);
        JsonTree.write(json, distortion.of(fields));
    }

    void paging(JsonGenerator json, int total, int offset) {
        json.writeObjectPropertyStart("paging");
        if (!suffers(FaultKind.NO_COUNT)) {
            json.writeNumberProperty("count", total);
        }
        json.writeNumberProperty("offset", offset);
        json.writeEndObject();
    }
}
