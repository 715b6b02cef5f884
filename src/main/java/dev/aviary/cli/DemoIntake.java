package dev.aviary.cli;

import dev.aviary.lifecycle.ConnectionIntake;
import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.Connections;
import dev.aviary.vault.AccessToken;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** Takes in the tokens that the simulator announced. */
final class DemoIntake {

    private final Connections connections;
    private final ConnectionIntake intake;

    DemoIntake(ConfigurableApplicationContext context) {
        this.connections = context.getBean(Connections.class);
        this.intake = context.getBean(ConnectionIntake.class);
    }

    void takeIn(List<JsonNode> announced) {
        refuseForeign(announced);
        announced.forEach(this::takeIn);
    }

    private void refuseForeign(List<JsonNode> announced) {
        var own = announced.stream().map(line -> text(line, "connection_id")).collect(Collectors.toSet());
        for (var connection : connections.all()) {
            if (!own.contains(connection.id().value())) {
                throw new UsageException(
                        "The store holds connections that are not the demo's, and no Finch is set;"
                                + " set aviary.finch.base-url, client-id and client-secret, or another aviary.home for the demo");
            }
        }
    }

    private void takeIn(JsonNode line) {
        try (var token = AccessToken.of(text(line, "access_token").toCharArray())) {
            intake.take(text(line, "tenant"), new ConnectionId(text(line, "connection_id")), token);
        }
    }

    private static String text(JsonNode line, String field) {
        return line.path(field).asString();
    }
}
