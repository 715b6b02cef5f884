package dev.aviary.sandbox;

import dev.aviary.sandbox.Ids.Kind;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a token is and how it ends: introspect, disconnect, exchange of codes (finch-api 2.1, 2.4 to 2.6). */
final class Tokens {

    private static final Map<String, String> SUCCESS = Map.of("status", "success");

    private Tokens() {}

    static void exchange(Call call) throws IOException {
        var body = call.bodyFields();
        if (!call.world().isClient(body.text("client_id"), body.text("client_secret"))) {
            throw ApiError.invalidClient();
        }
        var code = call.world().ids().find(body.requiredText("code"), Kind.CODE);
        var grant = code == null
                ? null
                : call.world().sessions().redeem(code.index(), body.text("redirect_uri"), call.now());
        var link = grant == null ? null : call.world().link(grant.connection());
        if (grant == null || link == null) {
            throw ApiError.of(400, "invalid_grant_error", null, "The authorization code is invalid");
        }
        call.answer(200, granted(call.world(), link, call.world().tokenOf(link, grant.token())));
    }

    private static Map<String, @Nullable Object> granted(World world, Link link, String token) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("access_token", token);
        body.put("token_type", "bearer");
        body.put("client_type", "sandbox");
        body.put("connection_id", link.id());
        body.put("connection_type", "finch");
        body.put("entity_ids", link.connectedEntities().stream().map(Entity::id).toList());
        body.put("products", link.products());
        body.put("provider_id", link.provider());
        body.put("customer_id", link.blueprint().customerId());
        body.put("customer_name", link.blueprint().tenant());
        legacy(body, link);
        return body;
    }

    static void introspect(Call call) throws IOException {
        var link = call.link();
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("id", call.world().tokenId(link));
        body.put("client_id", call.world().clientId());
        body.put("client_type", "sandbox");
        body.put("connection_id", link.id());
        body.put("connection_status", status(link, call.now()));
        body.put("connection_type", "finch");
        body.put("products", link.products());
        body.put("provider_id", link.provider());
        body.put("authentication_methods", List.of(method(link)));
        body.put("entities", entities(link));
        body.put("customer_id", link.blueprint().customerId());
        body.put("customer_name", link.blueprint().tenant());
        body.put("customer_email", link.blueprint().customerEmail());
        body.put("username", link.assisted() ? null : "good_user");
        body.put("manual", link.assisted());
        legacy(body, link);
        body.put("payroll_provider_id", link.provider());
        call.answer(200, body);
    }

    private static void legacy(Map<String, @Nullable Object> body, Link link) {
        body.put("company_id", link.entities().get(0).companyId());
        body.put("account_id", link.accountId());
    }

    private static Map<String, @Nullable Object> status(Link link, Instant now) {
        var status = new LinkedHashMap<String, @Nullable Object>();
        status.put("status", link.status());
        status.put(
                "message",
                link.status().equals("connected") ? "Connection is healthy" : "Connection is " + link.status());
        var loading = link.status().equals("pending") || link.status().equals("processing");
        status.put("last_successful_sync", loading ? null : lastSync(link, now));
        return status;
    }

    private static String lastSync(Link link, Instant now) {
        return link.lastSync(now).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static Map<String, Object> method(Link link) {
        var method = new LinkedHashMap<String, Object>();
        method.put("type", link.authentication());
        method.put("connection_status", Map.of("status", link.status()));
        method.put("products", link.products());
        return method;
    }

    private static List<Object> entities(Link link) {
        var entities = new ArrayList<Object>();
        for (var entity : link.entities()) {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("id", entity.id());
            fields.put("name", entity.name());
            fields.put("source_id", String.valueOf(7_000 + entity.number()));
            fields.put("status", entity.isDisconnected() ? Link.DISCONNECTED : link.status());
            entities.add(fields);
        }
        return entities;
    }

    static void disconnect(Call call) throws IOException {
        call.drain();
        call.link().become(Link.DISCONNECTED);
        SandboxConnections.tell(call, call.link(), call.link().entities());
        call.answer(200, SUCCESS);
    }

    static void disconnectEntities(Call call) throws IOException {
        var ids = call.bodyFields().texts("entity_ids");
        if (ids.isEmpty()) {
            throw ApiError.badRequest("entity_ids must have at least one id");
        }
        var named = call.link().connectedEntities().stream()
                .filter(entity -> ids.contains(entity.id()))
                .toList();
        if (named.size() != ids.stream().distinct().count()) {
            throw ApiError.notFound("Entity");
        }
        named.forEach(Entity::disconnect);
        SandboxConnections.tell(call, call.link(), named);
        call.answer(200, SUCCESS);
    }
}
