package dev.aviary.cli;

import dev.aviary.audit.AuditBrokenException;
import dev.aviary.audit.AuditEntry;
import dev.aviary.audit.AuditExport;
import dev.aviary.audit.AuditOffice;
import dev.aviary.audit.Certificates;
import dev.aviary.audit.Verification;
import dev.aviary.operators.Permission;
import dev.aviary.operators.Role;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What was done, by whom, and whether the record of it is what it was. */
@Command(name = "audit", description = "The audit log: list, export, verify, sign.")
final class AuditCommand implements Runnable {

    private static final int MOST = 10_000;

    private final Application application;

    @Spec
    CommandSpec spec;

    AuditCommand(Application application) {
        this.application = application;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing");
    }

    @Command(name = "list", description = "List the newest events.")
    int list(
            @Option(names = "--json", description = "Print JSON.") boolean json,
            @Option(
                            names = "--most",
                            defaultValue = "50",
                            paramLabel = "N",
                            description = "At most so many, up to 10000 (default: ${DEFAULT-VALUE}).")
                    int most) {
        if (most < 1 || most > MOST) {
            throw new UsageException("--most is " + most + "; it must be 1 to " + MOST);
        }
        try (var context = application.open(spec)) {
            SignIn.toLook(Permission.READ_AUDIT, context, spec);
            var entries = context.getBean(AuditOffice.class).newest(most);
            if (json) {
                JsonOutput.print(out(), entries);
            } else {
                print(entries);
            }
        }
        return 0;
    }

    private void print(List<AuditEntry> entries) {
        var table = new Table(
                List.of("WHEN", "ACT", "BY", "TENANT", "CONNECTION", "RUN", "FIGURES", "EVENT"), Set.of("RUN"));
        for (var entry : entries) {
            table.row(
                    Times.local(entry.at()),
                    entry.act().toLowerCase(java.util.Locale.ROOT).replace('_', ' '),
                    entry.actor() + (entry.actorId() == null ? "" : " " + entry.actorId()),
                    orDash(entry.tenant()),
                    entry.connection() == null ? "-" : SyncSummary.shortened(entry.connection()),
                    orDash(entry.run()),
                    entry.figures().entrySet().stream()
                            .map(figure -> figure.getKey() + " " + inWords(figure.getKey(), figure.getValue()))
                            .collect(Collectors.joining(", ")),
                    entry.lane() + "/" + entry.position());
        }
        table.print(out());
    }

    private static String inWords(String figure, Object value) {
        var number = value instanceof Number known ? known.longValue() : 0;
        var word =
                switch (figure) {
                    case "role" -> Role.numbered(number).map(Role::word);
                    case "permission" -> Permission.numbered(number).map(Permission::inWords);
                    default -> Optional.<String>empty();
                };
        return word.orElse(value.toString());
    }

    private static String orDash(@Nullable Object value) {
        return value == null ? "-" : value.toString();
    }

    @Command(
            name = "export",
            description =
                    "Sign a checkpoint, and write everything up to it into a new file that can be verified anywhere.")
    int export(@Parameters(paramLabel = "FILE", description = "File to make; not there yet.") Path file) {
        if (Files.exists(file)) {
            throw new UsageException("File " + file + " is there already; name another");
        }
        try (var context = application.openWithKeys(spec)) {
            SignIn.to(Permission.READ_AUDIT, null, context, spec);
            var events = context.getBean(AuditOffice.class).export(file);
            out().println(events + " events were written to " + file + ".");
        } catch (UncheckedIOException e) {
            throw new UsageException(e.getMessage() + "; choose another place");
        }
        return 0;
    }

    @Command(name = "checkpoint", description = "Verify what is new, and sign where the log ends now.")
    int checkpoint() {
        try (var context = application.openWithKeys(spec)) {
            SignIn.to(Permission.READ_AUDIT, null, context, spec);
            var signed = context.getBean(AuditOffice.class).checkpoint();
            out().println(signed.map(number -> "Checkpoint " + number + " was signed.")
                    .orElse("Nothing is new since the last checkpoint."));
        } catch (AuditBrokenException e) {
            out().println(e.getMessage());
            return 1;
        }
        return 0;
    }

    @Command(name = "public-key", description = "Print the public keys of checkpoints and certificates in PEM.")
    int publicKey() {
        try (var context = application.open(spec)) {
            var keys = context.getBean(Certificates.class).publicKeys();
            out().print(keys.isEmpty() ? "Nothing was signed yet; 'aviary audit checkpoint' makes the key.\n" : keys);
            out().flush();
            return keys.isEmpty() ? 1 : 0;
        }
    }

    @Command(
            name = "verify",
            description = {
                "Verify the log in the database, or an export: every event, chain, checkpoint and signature.",
                "An export needs neither database nor settings. Exit code 1 if anything is not as it was written."
            })
    int verify(
            @Parameters(paramLabel = "FILE", arity = "0..1", description = "An export; without it, the database.")
                    @Nullable
                    Path file,
            @Option(names = "--checkpoints", paramLabel = "DIR", description = "The second place of checkpoints.")
                    @Nullable
                    Path checkpoints,
            @Option(
                            names = "--public-key",
                            paramLabel = "FILE",
                            description = "Public keys in PEM, got in another way than the export.")
                    @Nullable
                    Path publicKey) {
        requireReadable(file, "The export");
        requireReadable(publicKey, "The file of --public-key");
        if (checkpoints != null && !Files.isDirectory(checkpoints)) {
            throw new UsageException("The directory of --checkpoints, " + checkpoints + ", is not there");
        }
        if (file == null && publicKey != null) {
            throw new UsageException("--public-key is for an export; the database is verified with its own keys");
        }
        var found = file == null ? logged(checkpoints) : exported(file, checkpoints, publicKey);
        tell(found, file != null && publicKey == null);
        return found.isFine() ? 0 : 1;
    }

    private Verification logged(@Nullable Path checkpoints) {
        try (var context = application.open(spec)) {
            SignIn.toLook(Permission.READ_AUDIT, context, spec);
            try (var progress = progress()) {
                return context.getBean(AuditOffice.class).verify(checkpoints, progress);
            }
        }
    }

    private VerifyProgress progress() {
        return new VerifyProgress(spec.commandLine().getErr(), System.console() != null);
    }

    private Verification exported(Path file, @Nullable Path checkpoints, @Nullable Path publicKey) {
        try (var progress = progress()) {
            return AuditExport.verify(file, checkpoints, publicKey, progress);
        } catch (IOException e) {
            throw new UsageException("The export " + file + " cannot be read: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new UsageException("The file of --public-key, " + publicKey + ", has " + e.getMessage());
        }
    }

    private void tell(Verification found, boolean byItsOwnKey) {
        found.faults().forEach(out()::println);
        out().println((found.isFine() ? "Intact: " : "NOT INTACT: ") + found.events() + " events, "
                + found.checkpoints() + " checkpoints, key " + found.key() + ".");
        if (byItsOwnKey) {
            out().println(
                            "That key is the export's own word; compare it with what 'aviary audit public-key' prints, or name"
                                    + " it with --public-key.");
        }
        if (found.unsigned() > 0) {
            out().println(found.unsigned()
                    + " events came after the last checkpoint; 'aviary audit checkpoint' signs them.");
        }
        out().flush();
    }

    private static void requireReadable(@Nullable Path file, String what) {
        if (file != null && !Files.isReadable(file)) {
            throw new UsageException(what + ", " + file + ", is not there or cannot be read");
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
