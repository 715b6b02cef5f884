package dev.aviary.cli;

import dev.aviary.lifecycle.CodeExchange;
import dev.aviary.lifecycle.ConnectionIntake;
import dev.aviary.lifecycle.CsvIntake;
import dev.aviary.lifecycle.IntakeReport;
import dev.aviary.operators.Permission;
import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.Connections;
import dev.aviary.tenancy.Tenant;
import dev.aviary.tenancy.TenantId;
import dev.aviary.tenancy.Tenants;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Connections and their tokens. */
@Command(name = "connections", description = "List and show connections; take in tokens.")
final class ConnectionsCommand implements Runnable {

    private final Application application;

    @Spec
    CommandSpec spec;

    ConnectionsCommand(Application application) {
        this.application = application;
    }

    @Override
    public void run() {
        throw new picocli.CommandLine.ParameterException(
                spec.commandLine(), "Say what to do: list, show, add, import or exchange");
    }

    @Command(name = "list", description = "List all connections, by tenant.")
    int list(@Option(names = "--json", description = "Print JSON.") boolean json) {
        try (var context = application.open(spec)) {
            var connections = context.getBean(Connections.class).all();
            if (json) {
                JsonOutput.print(
                        out(),
                        connections.stream()
                                .map(connection -> ConnectionDetails.of(context, connection))
                                .toList());
                return 0;
            }
            ConnectionDetails.table(connections.stream()
                            .map(connection -> ConnectionDetails.of(context, connection))
                            .toList())
                    .print(out());
        }
        return 0;
    }

    @Command(name = "show", description = "Show one connection.")
    int show(
            @Parameters(paramLabel = "ID", description = "Finch's connection id.") String id,
            @Option(names = "--json", description = "Print JSON.") boolean json) {
        try (var context = application.open(spec)) {
            var connections = context.getBean(Connections.class);
            var connection = connections
                    .find(new ConnectionId(SyncCommand.connectionId(connections, id)))
                    .orElseThrow();
            var details = ConnectionDetails.of(context, connection);
            if (json) {
                JsonOutput.print(out(), details);
            } else {
                details.table(context).print(out());
            }
        }
        return 0;
    }

    @Command(
            name = "add",
            description = {
                "Take in the token of a connection, from standard input or a file.",
                "A token is never an argument: arguments are seen by every user of the machine."
            })
    int add(
            @Option(
                            names = "--tenant",
                            required = true,
                            paramLabel = "T",
                            description = "Name of the tenant; new ones are made.")
                    String tenant,
            @Option(
                            names = "--connection",
                            paramLabel = "C",
                            description = "Finch's connection id; without it Finch is asked.")
                    @Nullable
                    String connection,
            @Option(
                            names = "--token-file",
                            paramLabel = "FILE",
                            description = "File that holds the token and nothing else.")
                    @Nullable
                    Path file) {
        try (var context = application.openWithKeys(spec)) {
            SignIn.to(Permission.TAKE_IN_TOKENS, tenantOf(context, tenant), context, spec);
            take(context, tenant, connection, file);
        }
        return 0;
    }

    private static @Nullable TenantId tenantOf(ApplicationContext context, String tenant) {
        return context.getBean(Tenants.class).lookUp(tenant).map(Tenant::id).orElse(null);
    }

    private void take(ApplicationContext context, String tenant, @Nullable String connection, @Nullable Path file) {
        try (var token = SecretInput.token(file)) {
            var taken = context.getBean(ConnectionIntake.class)
                    .take(tenant, connection == null ? null : idOf(connection), token);
            out().println("Connection " + taken.connection() + " of tenant "
                    + taken.tenant().name() + ": "
                    + taken.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ".");
        }
    }

    @Command(
            name = "exchange",
            description = {
                "Exchange the code of Finch Connect for a token, which goes straight into the vault.",
                "The code comes from a prompt, standard input or a file; it is never an argument. It is good once, for ten minutes."
            })
    int exchange(
            @Option(
                            names = "--tenant",
                            required = true,
                            paramLabel = "T",
                            description = "Name of the tenant; new ones are made.")
                    String tenant,
            @Option(
                            names = "--code-file",
                            paramLabel = "FILE",
                            description = "File that holds the code and nothing else.")
                    @Nullable
                    Path file,
            @Option(
                            names = "--redirect-uri",
                            paramLabel = "URI",
                            description = "The one Connect was opened with; leave it out for the embedded flow.")
                    @Nullable
                    String redirectUri) {
        try (var context = application.openWithKeys(spec)) {
            SignIn.to(Permission.TAKE_IN_TOKENS, tenantOf(context, tenant), context, spec);
            exchange(context, tenant, redirectUri, file);
        }
        return 0;
    }

    private void exchange(
            ApplicationContext context, String tenant, @Nullable String redirectUri, @Nullable Path file) {
        try (var code = SecretInput.code(file)) {
            var exchanged = context.getBean(CodeExchange.class).exchange(tenant, code, redirectUri);
            var taken = exchanged.taken();
            out().println("Connection " + taken.connection() + " of tenant "
                    + taken.tenant().name() + ": "
                    + taken.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                    + (exchanged.confirmed()
                            ? "."
                            : "; Finch could not be asked whether it works, the next sync will see."));
        }
    }

    private static ConnectionId idOf(String connection) {
        try {
            return new ConnectionId(connection);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    @Command(
            name = "import",
            description = {
                "Take in many tokens from a CSV file with the columns tenant, token and, if known, connection_id.",
                "A bad row is reported by its line and harms no other; importing a file again changes nothing."
            })
    int importFile(@Parameters(paramLabel = "FILE", description = "The file; - is standard input.") String file)
            throws IOException {
        try (var csv = opened(file);
                var context = application.openWithKeys(spec)) {
            SignIn.to(Permission.TAKE_IN_TOKENS, null, context, spec);
            return print(context.getBean(CsvIntake.class).read(csv));
        }
    }

    private static InputStream opened(String file) {
        if (file.equals("-")) {
            return new FilterInputStream(System.in) {
                @Override
                public void close() {
                    // Standard input is not ours to close.
                }
            };
        }
        if (Files.isDirectory(Path.of(file))) {
            throw new UsageException(file + " is a directory; name a CSV file");
        }
        try {
            return Files.newInputStream(Path.of(file));
        } catch (IOException e) {
            throw new UsageException(
                    "The file " + file + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private int print(IntakeReport report) {
        report.refused()
                .forEach(row -> spec.commandLine().getErr().println("line " + row.line() + ": " + row.reason()));
        spec.commandLine().getErr().flush();
        out().println(report.added() + " added, " + report.replaced() + " replaced, " + report.unchanged()
                + " unchanged, " + report.refused().size() + " refused.");
        out().flush();
        return report.isComplete() ? 0 : 1;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
