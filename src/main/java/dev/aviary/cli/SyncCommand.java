package dev.aviary.cli;

import dev.aviary.operators.Permission;
import dev.aviary.sync.SyncRuns;
import dev.aviary.tenancy.Connection;
import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.Connections;
import dev.aviary.tenancy.Tenant;
import dev.aviary.tenancy.TenantId;
import dev.aviary.tenancy.Tenants;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A sync now, in this process. */
@Command(name = "sync", description = "Run a sync now, in this process. Exit code 1 if a connection is late or failed.")
final class SyncCommand implements Callable<Integer> {

    private final Application application;

    @Spec
    CommandSpec spec;

    @Option(names = "--tenant", paramLabel = "T", description = "Only this tenant, by name or id.")
    @Nullable
    String tenant;

    @Option(
            names = "--connection",
            paramLabel = "C",
            description = "Only this connection, by Finch's connection id or its beginning.")
    @Nullable
    String connection;

    @Option(names = "--full", description = "Read what cannot have changed, too, and all payments that Finch keeps.")
    boolean full;

    SyncCommand(Application application) {
        this.application = application;
    }

    @Override
    public Integer call() {
        var demo = new Demo(spec.commandLine().getOut());
        try (var context = application.openToRun(spec, demo)) {
            demo.explainShortly();
            SignIn.to(Permission.RUN_JOBS, about(context), context, spec, demo.shows(spec));
            demo.takeIn(context);
            return run(context, parameters(context));
        }
    }

    private @Nullable TenantId about(ApplicationContext context) {
        if (tenant != null) {
            return context.getBean(Tenants.class).lookUp(tenant).map(Tenant::id).orElse(null);
        }
        var connections = context.getBean(Connections.class);
        return connection == null
                ? null
                : connections
                        .find(new ConnectionId(connectionId(connections, connection)))
                        .map(Connection::tenant)
                        .orElse(null);
    }

    private int run(ApplicationContext context, Map<String, String> parameters) {
        return SyncRun.now(context, spec.commandLine().getOut(), parameters).isFine() ? 0 : 1;
    }

    private Map<String, String> parameters(ApplicationContext context) {
        var parameters = new HashMap<String, String>();
        if (tenant != null) {
            parameters.put(SyncRuns.TENANT, tenantId(context.getBean(Tenants.class), tenant));
        }
        if (connection != null) {
            parameters.put(SyncRuns.CONNECTION, connectionId(context.getBean(Connections.class), connection));
        }
        if (full) {
            parameters.put(SyncRuns.FULL, "true");
        }
        return parameters;
    }

    private static String tenantId(Tenants tenants, String asked) {
        return tenants.lookUp(asked)
                .map(tenant -> tenant.id().toString())
                .orElseThrow(() ->
                        new UsageException("There is no tenant '" + asked + "'; 'aviary connections list' shows them"));
    }

    /** The whole id, or the beginning of just one, as tables show it. */
    static String connectionId(Connections connections, String asked) {
        var ids = connections.all().stream()
                .map(connection -> connection.id().value())
                .toList();
        if (ids.contains(asked)) {
            return asked;
        }
        var alike = asked.isBlank()
                ? List.<String>of()
                : ids.stream().filter(id -> id.startsWith(asked)).toList();
        if (alike.size() == 1) {
            return alike.get(0);
        }
        throw new UsageException(
                (alike.isEmpty() ? "There is no connection of that id" : alike.size() + " connections begin like that")
                        + "; 'aviary connections list' shows them");
    }
}
