package dev.aviary.cli;

import dev.aviary.sync.SyncRuns;
import dev.aviary.tenancy.Connection;
import dev.aviary.tenancy.Tenants;
import dev.aviary.vault.TokenVault;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/** A connection as {@code --json} prints it. */
record ConnectionDetails(
        String tenant,
        String tenantId,
        String connectionId,
        @Nullable String provider,
        String kind,
        String state,
        @Nullable String cause,
        List<String> products,
        List<EntityDetails> entities,
        boolean hasToken,
        @Nullable Instant lastSuccess) {

    /** An entity as {@code --json} prints it. */
    record EntityDetails(String id, @Nullable String name, String status) {}

    static ConnectionDetails of(ApplicationContext context, Connection connection) {
        return new ConnectionDetails(
                context.getBean(Tenants.class)
                        .find(connection.tenant())
                        .orElseThrow()
                        .name(),
                connection.tenant().toString(),
                connection.id().value(),
                connection.provider(),
                connection.kind().name().toLowerCase(Locale.ROOT),
                connection.state().name().toLowerCase(Locale.ROOT),
                connection.stateCause(),
                connection.products().stream().sorted().toList(),
                connection.entities().stream()
                        .map(entity -> new EntityDetails(entity.id().value(), entity.name(), entity.status()))
                        .toList(),
                context.getBean(TokenVault.class).holds(connection.id()),
                connection.lastSuccess());
    }

    /** A line for each. */
    static Table table(List<ConnectionDetails> connections) {
        var table = new Table(
                List.of("TENANT", "CONNECTION", "PROVIDER", "KIND", "STATE", "ENTITIES", "TOKEN"), Set.of("ENTITIES"));
        for (var details : connections) {
            table.row(
                    details.tenant(),
                    details.connectionId(),
                    details.provider() == null ? "?" : details.provider(),
                    details.kind(),
                    details.state().replace('_', ' '),
                    details.entities().size(),
                    details.hasToken() ? "sealed" : "none");
        }
        return table;
    }

    /** All that is known of it, a line each. */
    Table table(ApplicationContext context) {
        var table = new Table(List.of("CONNECTION", connectionId), Set.of());
        table.row("tenant", tenant + " (" + tenantId + ")");
        table.row("provider", provider == null ? "not known yet" : provider);
        table.row("kind", kind);
        table.row("state", state.replace('_', ' ') + (cause == null ? "" : ": " + Words.cause(cause)));
        table.row("products", products.isEmpty() ? "not known yet" : String.join(", ", products));
        for (var entity : entities) {
            table.row(
                    "entity",
                    entity.id() + " " + (entity.name() == null ? "" : entity.name()) + " (" + entity.status() + ")");
        }
        table.row("token", hasToken ? "sealed in the vault" : "none; 'aviary connections add'");
        table.row(
                "last success",
                Times.local(lastSuccess) + ", "
                        + Times.since(lastSuccess, context.getBean(Clock.class).instant()));
        context.getBean(SyncRuns.class).newestOfEachConnection().stream()
                .filter(line -> line.connection().equals(connectionId))
                .forEach(line -> table.row(
                        "last run", "run " + line.run() + ", " + Words.of(line.state()) + " " + Words.why(line)));
        return table;
    }
}
