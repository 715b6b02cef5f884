package dev.aviary.cli;

import dev.aviary.operators.Operator;
import dev.aviary.operators.OperatorKeyFile;
import dev.aviary.operators.Operators;
import dev.aviary.operators.Operators.Issued;
import dev.aviary.operators.Permission;
import dev.aviary.operators.Role;
import dev.aviary.operators.Secret;
import dev.aviary.tenancy.Tenant;
import dev.aviary.tenancy.TenantId;
import dev.aviary.tenancy.Tenants;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The accounts of those who act. */
@Command(name = "operators", description = "List, add, disable and reset operators: the people and scripts that act.")
final class OperatorsCommand implements Runnable {

    private final Application application;

    @Spec
    CommandSpec spec;

    OperatorsCommand(Application application) {
        this.application = application;
    }

    @Override
    public void run() {
        throw new picocli.CommandLine.ParameterException(
                spec.commandLine(), "Say what to do: list, add, disable or reset");
    }

    /** An operator as {@code --json} prints it. */
    record Details(
            String id,
            String name,
            String role,
            @Nullable String tenant,
            boolean enabled,
            boolean hasKey,
            Instant createdAt) {}

    @Command(name = "list", description = "List all operators.")
    int list(@Option(names = "--json", description = "Print JSON.") boolean json) {
        try (var context = application.open(spec)) {
            var operators = context.getBean(Operators.class).all().stream()
                    .map(operator -> details(operator, context))
                    .toList();
            if (json) {
                JsonOutput.print(out(), operators);
                return 0;
            }
            var table = new Table(List.of("NAME", "ROLE", "TENANT", "STATE", "KEY", "SINCE"), Set.of());
            operators.forEach(operator -> table.row(
                    operator.name(),
                    operator.role(),
                    operator.tenant() == null ? "all" : operator.tenant(),
                    operator.enabled() ? "enabled" : "disabled",
                    operator.hasKey() ? "yes" : "no",
                    Times.local(operator.createdAt())));
            table.print(out());
        }
        return 0;
    }

    private static Details details(Operator operator, ApplicationContext context) {
        return new Details(
                operator.id().toString(),
                operator.name(),
                operator.role().word(),
                nameOf(operator.tenant(), context),
                operator.enabled(),
                operator.hasKey(),
                operator.createdAt());
    }

    private static @Nullable String nameOf(@Nullable TenantId tenant, ApplicationContext context) {
        return tenant == null
                ? null
                : context.getBean(Tenants.class).find(tenant).map(Tenant::name).orElse(tenant.toString());
    }

    @Command(
            name = "add",
            description = {
                "Add an operator. Its secret is made up and shown once, or chosen with --ask.",
                "Roles: viewer, operator, privacy-officer, security, admin."
            })
    int add(
            @Parameters(paramLabel = "NAME", description = "How it is called: letters, digits, '.', '_', '-'.")
                    String name,
            @Option(names = "--role", required = true, paramLabel = "R", description = "What it is for.") String role,
            @Option(
                            names = "--tenant",
                            paramLabel = "T",
                            description = "The only tenant it may act for, by name or id.")
                    @Nullable
                    String tenant,
            @Option(
                            names = "--ask",
                            description = "Ask for a chosen secret; without a terminal, a line of standard input.")
                    boolean ask,
            @Option(
                            names = "--new-key-file",
                            paramLabel = "FILE",
                            description = "Write a key file by which a script acts as this operator.")
                    @Nullable
                    Path file) {
        var known = roleOf(role);
        return issue(ask, file, context -> {
            var scope = tenant == null ? null : scope(context, tenant);
            return chosen -> context.getBean(Operators.class).add(name, known, scope, chosen);
        });
    }

    @Command(name = "reset", description = "Give an operator a new secret; the old one and its key files end.")
    int reset(
            @Parameters(paramLabel = "NAME", description = "Whose.") String name,
            @Option(
                            names = "--ask",
                            description = "Ask for a chosen secret; without a terminal, a line of standard input.")
                    boolean ask,
            @Option(
                            names = "--new-key-file",
                            paramLabel = "FILE",
                            description = "Write a key file by which a script acts as this operator.")
                    @Nullable
                    Path file) {
        return issue(
                ask, file, context -> chosen -> context.getBean(Operators.class).reset(name, chosen));
    }

    private interface Change extends Function<@Nullable Secret, Issued> {}

    private int issue(boolean ask, @Nullable Path file, Function<ApplicationContext, Change> change) {
        try (var context = application.openWithKeys(spec)) {
            SignIn.to(Permission.MANAGE_OPERATORS, null, context, spec);
            requireNew(file);
            var prepared = change.apply(context);
            try (var chosen = ask ? OperatorSecretInput.read("New secret (not shown): ") : null;
                    var issued = prepared.apply(chosen)) {
                IssuedSecret.show(issued, out());
                writeKey(issued, file);
                out().flush();
            }
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        return 0;
    }

    /** Before anything is changed. */
    private static void requireNew(@Nullable Path file) {
        if (file != null && new OperatorKeyFile(file).exists()) {
            throw new UsageException("There is a file at " + file + " already, and it is not replaced; name another");
        }
    }

    private void writeKey(Issued issued, @Nullable Path file) {
        if (file != null) {
            new OperatorKeyFile(file).create(issued.key());
            out().println("Its key is in " + file + ": use it with --key-file, and keep it private.");
        }
    }

    @Command(name = "disable", description = "End an operator's account; what it did stays in the audit log.")
    int disable(@Parameters(paramLabel = "NAME", description = "Whose.") String name) {
        try (var context = application.openWithKeys(spec)) {
            SignIn.to(Permission.MANAGE_OPERATORS, null, context, spec);
            var operator = context.getBean(Operators.class).disable(name);
            out().println("Operator " + operator.name() + " is disabled.");
            out().flush();
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        return 0;
    }

    private static TenantId scope(ApplicationContext context, String tenant) {
        return context.getBean(Tenants.class)
                .lookUp(tenant)
                .map(Tenant::id)
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no tenant of that name; 'aviary connections list' shows them"));
    }

    private static Role roleOf(String role) {
        try {
            return Role.of(role);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
