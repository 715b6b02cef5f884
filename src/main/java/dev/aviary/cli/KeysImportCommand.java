package dev.aviary.cli;

import dev.aviary.audit.AuditAct;
import dev.aviary.audit.AuditEvent;
import dev.aviary.audit.AuditField;
import dev.aviary.audit.AuditLog;
import dev.aviary.keys.KeyExports;
import dev.aviary.keys.KeyExports.Outcome;
import dev.aviary.keys.KeyExports.Result;
import dev.aviary.operators.Operators;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings keysets back that are missing here. */
@Command(
        name = "import",
        description = {
            "Bring back keysets that are missing here, from an export, which has to be whole and unchanged.",
            "Overwrites nothing, brings no shredded tenant and no closed epoch back, and may be run again.",
            "Restore the database first. Exit code 1 if something was refused."
        })
final class KeysImportCommand implements Callable<Integer> {

    private final Application application;

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "An export; - is standard input, after the secret of --as.")
    String file;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    KeysImportCommand(Application application) {
        this.application = application;
    }

    /** What {@code --json} prints. */
    record Summary(long restored, long present, long refused, List<Result> results) {}

    /** Keys are not asked for before the import: that would make some of those that are to come back. */
    @Override
    public Integer call() {
        try (var context = application.open(spec)) {
            if (context.getBean(Operators.class).isEmpty()) {
                throw new UsageException(
                        "This database has no operators, so it is not the one that was backed up; restore the database first, keysets are of no use without it");
            }
            SignIn.toRestoreKeys(context, spec);
            var results = context.getBean(KeyExports.class).restore(content(), restored -> record(restored, context));
            tell(results);
            return refused(results) == 0 ? 0 : 1;
        }
    }

    private byte[] content() {
        try {
            return file.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(file));
        } catch (IOException e) {
            throw new UsageException(
                    "The export " + file + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static void record(List<Result> results, ApplicationContext context) {
        var audit = context.getBean(AuditLog.class);
        audit.append(AuditEvent.of(AuditAct.KEYSETS_IMPORTED)
                .figure(AuditField.COUNT, count(results, Outcome.RESTORED))
                .figure(AuditField.REFUSED, refused(results))
                .build());
        for (var result : results) {
            if (result.outcome() == Outcome.RESTORED && result.tenant() != null) {
                var event = AuditEvent.of(AuditAct.KEYSETS_IMPORTED).tenant(result.tenant());
                audit.append(
                        result.epoch() == null
                                ? event.build()
                                : event.figure(AuditField.EPOCH, result.epoch()).build());
            }
        }
    }

    private void tell(List<Result> results) {
        var restored = count(results, Outcome.RESTORED);
        var present = count(results, Outcome.PRESENT);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            JsonOutput.print(out, new Summary(restored, present, refused(results), results));
            return;
        }
        results.stream()
                .filter(result -> result.outcome() != Outcome.PRESENT)
                .forEach(result -> out.println(result + ": " + result.outcome().words()));
        out.println(restored + " restored, " + present + " there already, " + refused(results) + " refused.");
        out.flush();
    }

    private static long refused(List<Result> results) {
        return results.stream().filter(result -> result.outcome().isRefused()).count();
    }

    private static long count(List<Result> results, Outcome outcome) {
        return results.stream().filter(result -> result.outcome() == outcome).count();
    }
}
