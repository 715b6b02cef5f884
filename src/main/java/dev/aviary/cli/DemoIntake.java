package dev.aviary.cli;

import dev.aviary.keys.KeyUnusableException;
import dev.aviary.keys.SealBrokenException;
import dev.aviary.lifecycle.ConnectionIntake;
import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.Connections;
import dev.aviary.vault.AccessToken;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** Takes in the tokens that the simulator announced. */
final class DemoIntake {

    private static final Logger LOG = LoggerFactory.getLogger(DemoIntake.class);

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

    /** One tenant's trouble is its own (law 7): the sync records it, and the others are read. */
    private void takeIn(JsonNode line) {
        try {
            take(line);
        } catch (KeyUnusableException | SealBrokenException e) {
            LOG.warn("Connection {} of the demo was not taken in: {}", text(line, "connection_id"), e.getMessage());
        }
    }

    private void take(JsonNode line) {
        try (var token = AccessToken.of(text(line, "access_token").toCharArray())) {
            intake.take(text(line, "tenant"), new ConnectionId(text(line, "connection_id")), token);
        }
    }

    private static String text(JsonNode line, String field) {
        return line.path(field).asString();
    }
}
