package dev.aviary.sandbox;

import dev.aviary.sandbox.Ids.Kind;
import dev.aviary.sandbox.Sessions.Grant;
import dev.aviary.sandbox.Sessions.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Connect sessions (finch-api 2.2, 2.3), and what stands in for the person who would sign in there. */
final class SessionCalls {

    static final Set<String> PRODUCTS = Set.of(
            "benefits",
            "company",
            "deduction",
            "directory",
            "documents",
            "employment",
            "individual",
            "payment",
            "pay_statement",
            "plans",
            "plans_dependents",
            "plans_enrollments",
            "recordkeeping",
            "ssn");

    private static final int SESSION_MINUTES = 129_600;
    private static final int REAUTHENTICATION_MINUTES = 43_200;
    private static final int SIZE = 20;

    private SessionCalls() {}

    static void open(Call call) throws IOException {
        var body = call.bodyFields();
        var integration = body.has("integration") ? Fields.of(body.value("integration")) : null;
        var products = products(body);
        if (products.isEmpty()) {
            throw ApiError.badRequest("products is required");
        }
        var minutes = body.number("minutes_to_expire", 1, SESSION_MINUTES, SESSION_MINUTES);
        begin(
                call,
                200,
                new Session(
                        call.world().sessions().nextNumber(),
                        null,
                        products,
                        shortText(body, "customer_id"),
                        shortText(body, "customer_name"),
                        body.text("customer_email"),
                        body.text("redirect_uri"),
                        integration == null ? null : integration.requiredText("provider"),
                        integration == null ? null : integration.text("auth_method"),
                        call.now().plus(Duration.ofMinutes(minutes))));
    }

    static void reauthenticate(Call call) throws IOException {
        var body = call.bodyFields();
        var link = call.world().linkById(body.requiredText("connection_id"));
        if (link == null || link.isDisconnected()) {
            throw ApiError.notFound("Connection");
        }
        var minutes = body.number("minutes_to_expire", 1, SESSION_MINUTES, REAUTHENTICATION_MINUTES);
        begin(
                call,
                201,
                new Session(
                        call.world().sessions().nextNumber(),
                        link.number(),
                        products(body),
                        null,
                        null,
                        null,
                        body.text("redirect_uri"),
                        null,
                        null,
                        call.now().plus(Duration.ofMinutes(minutes))));
    }

    private static void begin(Call call, int status, Session session) throws IOException {
        call.world().sessions().open(session);
        var id = call.world().ids().of(Kind.SESSION, 0, session.number());
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("session_id", id);
        body.put("connect_url", call.baseUrl() + "/authorize?session=" + id);
        call.answer(status, body);
    }

    /** Somebody signs in: body {@code provider_id, authentication_type, employee_size}, each optional; answers the code. */
    static void complete(Call call) throws IOException {
        var body = call.bodyFields();
        var ref = call.world().ids().find(call.part("session_id"), Kind.SESSION);
        var session = ref == null ? null : call.world().sessions().take(ref.index(), call.now());
        if (session == null) {
            throw ApiError.notFound("Session");
        }
        var method = body.text("authentication_type");
        var link = session.connection() == null ? connect(call, session, body, method) : renew(call, session, method);
        var grant = new Grant(
                link.number(),
                link.newestToken(),
                session.redirectUri(),
                call.now().plus(Sessions.CODE_LIFE));
        call.answer(
                200,
                Map.of(
                        "code",
                        call.world()
                                .ids()
                                .of(Kind.CODE, 0, call.world().sessions().grant(grant))));
    }

    private static Link connect(Call call, Session session, Fields body, @Nullable String method) {
        var provider = session.provider() != null ? session.provider() : body.text("provider_id");
        var wanted = method != null ? method : session.authentication();
        var authentication = authentication(wanted);
        var size = (int) body.number("employee_size", 0, 10_000_000, SIZE);
        return call.world()
                .connect(new Blueprint(
                        String.valueOf(session.customerName()),
                        provider == null ? "gusto" : provider,
                        authentication,
                        authentication.equals("assisted") ? "processing" : "connected",
                        List.of(size),
                        session.products(),
                        0,
                        session.customerId(),
                        session.customerEmail()));
    }

    private static Link renew(Call call, Session session, @Nullable String method) {
        var link = java.util.Objects.requireNonNull(
                call.world().link(java.util.Objects.requireNonNull(session.connection())));
        if (method != null) {
            link.authenticateBy(authentication(method), call.now());
        }
        if (!session.products().isEmpty()) {
            link.grant(session.products());
        }
        link.entities().forEach(Entity::reconnect);
        link.become("connected");
        link.issueToken();
        return link;
    }

    static String authentication(@Nullable String word) {
        var method = word == null ? "credential" : word;
        if (!Set.of("credential", "api_token", "oauth", "assisted").contains(method)) {
            throw ApiError.badRequest("authentication_type must be credential, api_token, oauth or assisted");
        }
        return method;
    }

    static Set<String> products(Fields body) {
        var products = new TreeSet<String>();
        for (var product : body.texts("products")) {
            if (!PRODUCTS.contains(product)) {
                throw ApiError.badRequest("There is no product " + product);
            }
            products.add(product.equals("deduction") ? "benefits" : product);
        }
        return products;
    }

    private static String shortText(Fields body, String name) {
        var text = body.requiredText(name);
        if (text.length() > 255) {
            throw ApiError.badRequest(name + " must have at most 255 characters");
        }
        return text;
    }
}
