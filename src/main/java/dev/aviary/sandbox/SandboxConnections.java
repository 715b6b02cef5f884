package dev.aviary.sandbox;

import dev.aviary.sandbox.Ids.Kind;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Making connections without Connect, and setting their state (finch-api 2.20). */
final class SandboxConnections {

    static final Set<String> STATUSES =
            Set.of("pending", "processing", "connected", "error_no_account_setup", "error_permissions", "reauth");

    private static final int SIZE = 20;
    private static final int MAX_SIZE = 10_000_000;
    private static final Set<String> FIRST_PRODUCTS = Set.of("company", "directory", "employment", "individual");

    private SandboxConnections() {}

    static void create(Call call) throws IOException {
        var body = call.bodyFields();
        var size = (int) body.number("employee_size", 0, MAX_SIZE, SIZE);
        var link = connect(call, body, size, Set.copyOf(Blueprint.ALL_PRODUCTS));
        var account = account(link, link.entities().get(0).companyId());
        account.put("access_token", call.world().newestToken(link));
        account.put("token_type", "bearer");
        call.answer(200, account);
    }

    static void addAccount(Call call) throws IOException {
        var body = call.bodyFields();
        var company = body.requiredText("company_id");
        var ref = call.world().ids().find(company, Kind.COMPANY);
        var entity = ref == null ? null : call.world().entity(ref.place());
        if (entity == null) {
            throw ApiError.notFound("Company");
        }
        var link = connect(call, body, entity.listed(), FIRST_PRODUCTS);
        var account = account(link, company);
        account.put("access_token", call.world().newestToken(link));
        call.answer(200, account);
    }

    static void setStatus(Call call) throws IOException {
        setStatus(call.link(), call.bodyFields().requiredText("connection_status"));
        tell(call, call.link(), call.link().entities());
        call.answer(200, account(call.link(), call.link().entities().get(0).companyId()));
    }

    /** One event per entity (finch-api 7). */
    static void tell(Call call, Link link, List<Entity> entities) {
        for (var entity : entities) {
            var status = entity.isDisconnected() ? Link.DISCONNECTED : link.status();
            call.world()
                    .webhooks()
                    .raise(
                            link,
                            entity,
                            "account.updated",
                            JsonTree.object("status", status, "authentication_method", link.authentication()),
                            call.now());
        }
    }

    static void setStatus(Link link, String status) {
        if (!STATUSES.contains(status)) {
            throw ApiError.badRequest("connection_status must be one of " + new java.util.TreeSet<>(STATUSES));
        }
        link.become(status);
    }

    private static Link connect(Call call, Fields body, int size, Set<String> standard) {
        var provider = body.requiredText("provider_id");
        if (!Providers.has(provider)) {
            throw ApiError.badRequest("There is no provider " + provider);
        }
        var authentication = SessionCalls.authentication(body.text("authentication_type"));
        var products = SessionCalls.products(body);
        var number = call.world().links().size();
        return call.world()
                .connect(new Blueprint(
                        Naming.company(number, 0),
                        provider,
                        authentication,
                        authentication.equals("assisted") ? "processing" : "connected",
                        List.of(size),
                        products.isEmpty() ? standard : products,
                        0,
                        null,
                        null));
    }

    private static Map<String, @Nullable Object> account(Link link, String company) {
        var account = new LinkedHashMap<String, @Nullable Object>();
        account.put("connection_id", link.id());
        account.put("entity_id", link.entities().get(0).id());
        account.put("account_id", link.accountId());
        account.put("authentication_type", link.authentication());
        account.put("company_id", company);
        account.put("products", link.products());
        account.put("provider_id", link.provider());
        return account;
    }
}
