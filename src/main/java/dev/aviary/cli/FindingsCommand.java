package dev.aviary.cli;

import dev.aviary.cli.FindingDetails.IncidentDetails;
import dev.aviary.leakscan.Severity;
import dev.aviary.leakscan.findings.Finding;
import dev.aviary.leakscan.findings.FindingState;
import dev.aviary.leakscan.findings.Findings;
import dev.aviary.operators.Operator;
import dev.aviary.operators.Operators;
import dev.aviary.operators.Permission;
import dev.aviary.tenancy.Tenant;
import dev.aviary.tenancy.TenantId;
import dev.aviary.tenancy.Tenants;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the leak scan has found, and what people make of it. */
@Command(name = "findings", description = "What the leak scan has found: list and show it, and decide on it.")
final class FindingsCommand implements Runnable {

    private static final int MOST = 10_000;

    private final Application application;

    @Spec
    CommandSpec spec;

    FindingsCommand(Application application) {
        this.application = application;
    }

    @Override
    public void run() {
        throw new picocli.CommandLine.ParameterException(
                spec.commandLine(), "Say what to do: list, show, confirm, resolve or allow");
    }

    @Command(name = "list", description = "List open and confirmed findings, the worst first, then the newest.")
    int list(
            @Option(
                            names = "--state",
                            paramLabel = "STATE",
                            description = "Only this state: open, confirmed, resolved or allowed.")
                    @Nullable
                    FindingState state,
            @Option(names = "--all", description = "All states.") boolean all,
            @Option(
                            names = "--severity",
                            defaultValue = "LOW",
                            paramLabel = "SEVERITY",
                            description = "From this one on: low (default), medium, high or critical.")
                    Severity least,
            @Option(names = "--tenant", paramLabel = "T", description = "Only this tenant, by name or id.") @Nullable
                    String tenant,
            @Option(
                            names = "--most",
                            defaultValue = "100",
                            paramLabel = "N",
                            description = "At most so many, up to 10000 (default: ${DEFAULT-VALUE}).")
                    int most,
            @Option(names = "--json", description = "Print JSON.") boolean json) {
        if (most < 1 || most > MOST) {
            throw new UsageException("--most is " + most + "; it must be 1 to " + MOST);
        }
        if (state != null && all) {
            throw new UsageException("--state and --all exclude each other");
        }
        try (var context = application.open(spec)) {
            var operator = SignIn.toLook(Permission.LOOK, context, spec);
            var found = context.getBean(Findings.class)
                    .list(states(state, all), least, scope(tenant, operator, context), most + 1);
            print(
                    found.stream()
                            .limit(most)
                            .map(finding -> details(finding, context))
                            .toList(),
                    json);
            if (found.size() > most) {
                spec.commandLine().getErr().println("There are more than " + most + "; --most N shows more of them.");
            }
        }
        return 0;
    }

    private static Set<FindingState> states(@Nullable FindingState state, boolean all) {
        if (all) {
            return EnumSet.allOf(FindingState.class);
        }
        return state == null ? EnumSet.of(FindingState.OPEN, FindingState.CONFIRMED) : EnumSet.of(state);
    }

    private static @Nullable TenantId scope(@Nullable String tenant, Operator operator, ApplicationContext context) {
        if (tenant == null) {
            return operator.tenant();
        }
        var named = context.getBean(Tenants.class)
                .lookUp(tenant)
                .map(Tenant::id)
                .orElseThrow(
                        () -> new UsageException("There is no tenant '" + tenant + "'; see 'aviary tenants list'"));
        context.getBean(Operators.class).require(operator, Permission.LOOK, named);
        return named;
    }

    private void print(List<FindingDetails> findings, boolean json) {
        if (json) {
            JsonOutput.print(out(), findings);
        } else if (findings.isEmpty()) {
            out().println("There are no such findings.");
            out().flush();
        } else {
            FindingTables.list(findings).print(out());
        }
    }

    @Command(name = "show", description = "Show a finding with its incidents, and what to do about it.")
    int show(
            @Parameters(paramLabel = "ID", description = "Of the finding, or the first 8 characters or more.")
                    String id,
            @Option(names = "--json", description = "Print JSON.") boolean json) {
        try (var context = application.open(spec)) {
            var operator = SignIn.toLook(Permission.LOOK, context, spec);
            var finding = NamedFinding.of(id, operator, Permission.LOOK, context);
            var whole = new FindingDetails.Whole(
                    details(finding, context),
                    context.getBean(Findings.class).incidents(finding.id()).stream()
                            .map(IncidentDetails::of)
                            .toList(),
                    FindingAdvice.about(finding));
            if (json) {
                JsonOutput.print(out(), whole);
                return 0;
            }
            FindingTables.show(whole.finding(), whole.incidents()).print(out());
            out().println();
            out().println("What to do:");
            for (int step = 0; step < whole.whatToDo().size(); step++) {
                out().println((step + 1) + ". " + whole.whatToDo().get(step));
            }
            out().flush();
        }
        return 0;
    }

    private static FindingDetails details(Finding finding, ApplicationContext context) {
        return FindingDetails.of(finding, context.getBean(Tenants.class));
    }

    @Command(name = "confirm", description = "Say that it is a leak; its incident stays open.")
    int confirm(
            @Parameters(paramLabel = "ID", description = "Of the finding, or the first 8 characters or more.")
                    String id) {
        return decide(
                id,
                (context, finding) -> context.getBean(Findings.class).confirm(finding.id())
                        ? " is confirmed: it is a leak. 'aviary findings show' says what to do."
                        : " was confirmed already.");
    }

    @Command(
            name = "resolve",
            description = {
                "Say that it was dealt with; its incident is closed.",
                "Seen again, it is open again: take it out of the source first."
            })
    int resolve(
            @Parameters(paramLabel = "ID", description = "Of the finding, or the first 8 characters or more.")
                    String id) {
        return decide(
                id,
                (context, finding) -> context.getBean(Findings.class).resolve(finding.id())
                        ? " is resolved. It is open again when it is seen again."
                        : " was resolved already.");
    }

    @Command(
            name = "allow",
            description =
                    "Say that it is no leak, for a while; its incident is closed. Then it is open again by itself.")
    int allow(
            @Parameters(paramLabel = "ID", description = "Of the finding, or the first 8 characters or more.")
                    String id,
            @Option(
                            names = "--until",
                            required = true,
                            paramLabel = "WHEN",
                            description = "The last day, such as 2027-01-31, in local time; or how long: 30d, 12h.")
                    String until,
            @Option(
                            names = "--reason",
                            required = true,
                            paramLabel = "TEXT",
                            description = "Why, for those who come after you. No secret.")
                    String reason) {
        if (reason.isBlank() || reason.length() > Findings.LONGEST_REASON) {
            throw new UsageException("--reason must have 1 to " + Findings.LONGEST_REASON + " characters");
        }
        var asked = new AllowedUntil(until);
        return decide(id, (context, finding) -> {
            var end = asked.from(context.getBean(Clock.class).instant(), ZoneId.systemDefault());
            context.getBean(Findings.class).allow(finding.id(), end, reason);
            return " is allowed until " + Times.local(end) + ", and open again then.";
        });
    }

    private int decide(String id, BiFunction<ApplicationContext, Finding, String> decision) {
        try (var context = application.open(spec)) {
            var operator = SignIn.toActWithinScope(Permission.HANDLE_FINDINGS, context, spec);
            var finding = NamedFinding.of(id, operator, Permission.HANDLE_FINDINGS, context);
            out().println("Finding " + FindingTables.shortened(finding.id().toString())
                    + decision.apply(context, finding));
            out().flush();
        }
        return 0;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
