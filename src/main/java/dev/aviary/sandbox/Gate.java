package dev.aviary.sandbox;

import dev.aviary.sandbox.Ids.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who may do what: authentication, product, connection state and entity of a request (finch-api 1.1, 1.7, 3.2, 7). */
final class Gate {

    static final Map<String, @Nullable Object> NOT_YET = JsonTree.object(
            "code", 202,
            "name", "accepted",
            "finch_code", "data_sync_in_progress",
            "message", "The data is being fetched. Please check back later.");

    private Gate() {}

    static void authenticate(Call call) {
        switch (call.route().access()) {
            case OPEN -> {}
            case BASIC, ADMIN -> client(call);
            case BEARER -> token(call);
        }
    }

    /** @return false if the call has been answered with a 202 already */
    static boolean admits(Call call) throws IOException {
        checkProduct(call);
        if (!call.route().readsEmployer()) {
            return true;
        }
        if (isNotReady(call)) {
            notReady(call);
            return false;
        }
        call.about(entities(call));
        call.freshness();
        return true;
    }

    private static void client(Call call) {
        var credentials = after("Basic ", call.header("Authorization"));
        if (credentials == null) {
            throw ApiError.noAuthentication();
        }
        var pair = decoded(credentials).split(":", 2);
        if (pair.length != 2 || !call.world().isClient(pair[0], pair[1])) {
            throw ApiError.invalidClient();
        }
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64.strip()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiError.invalidClient();
        }
    }

    private static void token(Call call) {
        var token = after("Bearer ", call.header("Authorization"));
        if (token == null) {
            throw ApiError.noAuthentication();
        }
        var link = call.world().linkOf(token.strip());
        if (link == null) {
            throw ApiError.invalidToken();
        }
        call.world().settle(link, call.now());
        if (link.isDisconnected() && !mayRepeat(call)) {
            throw afterDisconnect(call);
        }
        call.authenticated(link);
    }

    private static boolean mayRepeat(Call call) {
        return call.route().name().equals("disconnect")
                && call.world().switches().is(Switch.SECOND_DISCONNECT, "200");
    }

    private static ApiError afterDisconnect(Call call) {
        return switch (call.world().switches().of(Switch.AFTER_DISCONNECT)) {
            case "reauthenticate_user" -> ApiError.reauthenticate();
            case "unauthorized_request_error" -> ApiError.noAuthentication();
            default -> ApiError.invalidToken();
        };
    }

    private static @Nullable String after(String scheme, @Nullable String header) {
        return header != null && header.regionMatches(true, 0, scheme, 0, scheme.length())
                ? header.substring(scheme.length())
                : null;
    }

    private static void checkProduct(Call call) {
        var product = call.route().product();
        if (product != null && !call.link().products().contains(product)) {
            throw ApiError.of(403, "insufficient_scope_error", null, "The product " + product + " was not granted");
        }
    }

    /** @throws ApiError if the state of the connection allows no reading at all */
    private static boolean isNotReady(Call call) {
        var lenient = call.world().switches().is(Switch.NO_ACCOUNT_SETUP, "202");
        return switch (call.link().status()) {
            case "pending", "processing" -> true;
            case "reauth" -> throw ApiError.reauthenticate();
            case "error_permissions" ->
                throw ApiError.of(
                        403,
                        "error_permissions",
                        "insufficient_account_permissions",
                        "The account has insufficient permissions");
            case "error_no_account_setup" -> {
                if (!lenient) {
                    throw ApiError.of(
                            401, "authentication_error", "account_setup_required", "The account is not set up");
                }
                yield true;
            }
            default -> false;
        };
    }

    private static void notReady(Call call) throws IOException {
        call.drain();
        if (call.world().switches().is(Switch.PROCESSING_BODY, "json")) {
            call.answer(202, NOT_YET);
        } else {
            call.answerNothing(202);
        }
    }

    private static List<Entity> entities(Call call) {
        var wanted = call.query().list("entity_ids");
        if (wanted.isEmpty()) {
            return withoutId(call);
        }
        if (wanted.size() > 1 && call.world().switches().is(Switch.SEVERAL_ENTITIES, "refuse")) {
            throw ApiError.badRequest("Exactly one entity id is accepted");
        }
        return wanted.stream().map(id -> entity(call, id)).toList();
    }

    private static List<Entity> withoutId(Call call) {
        var all = call.link().connectedEntities();
        if (all.isEmpty()) {
            throw ApiError.notFound("Entity");
        }
        if (all.size() > 1 && call.world().switches().is(Switch.MISSING_ENTITY, "refuse")) {
            throw ApiError.badRequest("entity_ids is required for a connection of several entities");
        }
        return all.subList(0, 1);
    }

    private static Entity entity(Call call, String id) {
        var ref = call.world().ids().find(id, Kind.ENTITY);
        for (var entity : call.link().connectedEntities()) {
            if (ref != null && entity.number() == ref.place()) {
                return entity;
            }
        }
        if (call.world().switches().is(Switch.FOREIGN_ENTITY, "403")) {
            throw ApiError.of(403, "insufficient_scope_error", null, "The entity is not part of the connection");
        }
        throw ApiError.notFound("Entity");
    }
}
