package dev.aviary.cli;

import dev.aviary.operators.Permission;
import dev.aviary.tenancy.Connections;
import dev.aviary.tenancy.Tenant;
import dev.aviary.tenancy.Tenants;
import dev.aviary.vault.TenantFreezes;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tenants, and the emergency brake for their tokens. */
@Command(name = "tenants", description = "List tenants; freeze and thaw their tokens.")
final class TenantsCommand implements Runnable {

    private final Application application;

    @Spec
    CommandSpec spec;

    TenantsCommand(Application application) {
        this.application = application;
    }

    @Override
    public void run() {
        throw new picocli.CommandLine.ParameterException(spec.commandLine(), "Say what to do: list, freeze or thaw");
    }

    /** A tenant as {@code --json} prints it. */
    record Line(
            String tenant,
            String tenantId,
            int connections,
            java.time.@org.jspecify.annotations.Nullable Instant frozenSince) {}

    @Command(name = "list", description = "List all tenants.")
    int list(@Option(names = "--json", description = "Print JSON.") boolean json) {
        try (var context = application.open(spec)) {
            var lines = context.getBean(Tenants.class).all().stream()
                    .map(tenant -> line(context, tenant))
                    .toList();
            if (json) {
                JsonOutput.print(out(), lines);
                return 0;
            }
            var table = new Table(List.of("TENANT", "ID", "CONNECTIONS", "TOKENS"), Set.of("CONNECTIONS"));
            for (var line : lines) {
                table.row(
                        line.tenant(),
                        line.tenantId(),
                        line.connections(),
                        line.frozenSince() == null ? "open" : "frozen since " + Times.local(line.frozenSince()));
            }
            table.print(out());
        }
        return 0;
    }

    private static Line line(ApplicationContext context, Tenant tenant) {
        return new Line(
                tenant.name(),
                tenant.id().toString(),
                context.getBean(Connections.class).ofTenant(tenant.id()).size(),
                context.getBean(TenantFreezes.class).since(tenant.id()).orElse(null));
    }

    @Command(
            name = "freeze",
            description = {
                "No token of the tenant opens any more, in any process, until it is thawed.",
                "A call to Finch that is under way goes on to its end."
            })
    int freeze(@Parameters(paramLabel = "TENANT", description = "Name or id.") String tenant) {
        try (var context = application.open(spec)) {
            var found = found(context, tenant);
            SignIn.to(Permission.FREEZE_TENANTS, found.id(), context, spec);
            var changed = context.getBean(TenantFreezes.class).freeze(found.id());
            out().println("Tenant " + found.name() + (changed ? " is frozen." : " was frozen already."));
        }
        return 0;
    }

    @Command(name = "thaw", description = "The tenant's tokens open again.")
    int thaw(@Parameters(paramLabel = "TENANT", description = "Name or id.") String tenant) {
        try (var context = application.open(spec)) {
            var found = found(context, tenant);
            SignIn.to(Permission.FREEZE_TENANTS, found.id(), context, spec);
            var changed = context.getBean(TenantFreezes.class).thaw(found.id());
            out().println("Tenant " + found.name() + (changed ? " is thawed." : " was not frozen."));
        }
        return 0;
    }

    private static Tenant found(ApplicationContext context, String tenant) {
        return context.getBean(Tenants.class)
                .lookUp(tenant)
                .orElseThrow(
                        () -> new UsageException("There is no tenant '" + tenant + "'; see 'aviary tenants list'"));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
