package dev.aviary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aviary.keys.KeyUnusableException;
import dev.aviary.lifecycle.ConnectionIntake;
import dev.aviary.lifecycle.TakenIn;
import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.Connections;
import dev.aviary.tenancy.Tenant;
import dev.aviary.tenancy.TenantId;
import dev.aviary.vault.AccessToken;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DemoIntakeTests {

    private final List<String> taken = new ArrayList<>();

    /** Law 7: one tenant's trouble is its own. */
    @Test
    void takesInTheOthersWhenTheKeysOfOneTenantCannotBeUsed() {
        try (var context = context()) {
            new DemoIntake(context).takeIn(List.of(announced("Tampered"), announced("Sound")));
        }

        assertThat(taken).containsExactly("Sound");
    }

    @Test
    void doesNotHideAnyOtherFault() {
        try (var context = context()) {
            var intake = new DemoIntake(context);

            assertThatThrownBy(() -> intake.takeIn(List.of(announced("Broken"))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("no such luck");
        }
    }

    private GenericApplicationContext context() {
        var context = new GenericApplicationContext();
        context.registerBean(ConnectionIntake.class, () -> this::take);
        context.registerBean(Connections.class, DemoIntakeTests::none);
        context.refresh();
        return context;
    }

    private TakenIn take(String tenant, @Nullable ConnectionId connection, AccessToken token) {
        switch (tenant) {
            case "Tampered" -> throw new KeyUnusableException("its keyset was changed");
            case "Broken" -> throw new IllegalStateException("no such luck");
            default -> taken.add(tenant);
        }
        return new TakenIn(
                new Tenant(new TenantId(new UUID(1, 1)), tenant),
                new ConnectionId("c-" + tenant),
                TakenIn.Outcome.ADDED);
    }

    private static Connections none() {
        return (Connections) Proxy.newProxyInstance(
                Connections.class.getClassLoader(), new Class<?>[] {Connections.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("all")) {
                        return List.of();
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    private static JsonNode announced(String tenant) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("tenant", tenant)
                .put("connection_id", "c-" + tenant)
                .put("access_token", "demo-" + tenant);
    }
}
