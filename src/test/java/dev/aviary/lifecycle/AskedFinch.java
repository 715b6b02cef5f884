package dev.aviary.lifecycle;

import dev.aviary.finch.Finch;
import dev.aviary.finch.FinchException;
import dev.aviary.finch.FinchProblem;
import dev.aviary.finch.Introspection;
import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.ConnectionKind;
import dev.aviary.tenancy.Entity;
import dev.aviary.tenancy.EntityId;
import dev.aviary.vault.AccessToken;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A Finch that answers one question: whose token is this? */
final class AskedFinch {

    private final Map<String, ConnectionId> known = new HashMap<>();
    private FinchProblem otherwise = FinchProblem.TOKEN_DEAD;
    private int asked;

    Finch finch() {
        return (Finch) Proxy.newProxyInstance(
                Finch.class.getClassLoader(), new Class<?>[] {Finch.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("introspect")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return introspect((AccessToken) arguments[0]);
                });
    }

    void knows(String token, String connection) {
        known.put(token, new ConnectionId(connection));
    }

    void otherwiseSays(FinchProblem problem) {
        otherwise = problem;
    }

    int asked() {
        return asked;
    }

    private Introspection introspect(AccessToken token) {
        asked++;
        var connection = known.get(token.revealForHeader());
        if (connection == null) {
            throw new FinchException(otherwise, "GET /introspect", 0, null, "-");
        }
        return new Introspection(
                connection,
                "gusto",
                ConnectionKind.ASSISTED,
                "connected",
                null,
                Set.of("directory"),
                List.of(new Entity(new EntityId("e1"), "One", "connected")),
                "r1");
    }
}
