package dev.aviary.cli;

import dev.aviary.audit.AuditAct;
import dev.aviary.audit.AuditEvent;
import dev.aviary.audit.AuditField;
import dev.aviary.audit.AuditLog;
import dev.aviary.keys.KeyExports;
import dev.aviary.keys.PrivateFile;
import dev.aviary.operators.Permission;
import dev.aviary.tenancy.TenantId;
import dev.aviary.tenancy.Tenants;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes wrapped keysets into a file apart from the database. */
@Command(
        name = "export",
        description = {
            "Write all keysets, wrapped, into a new file of mode 0600, or to standard output.",
            "It is of use only together with the key-encryption key, and with the database."
        })
final class KeysExportCommand implements Callable<Integer> {

    private final Application application;

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "File to make, not there yet; - is standard output.")
    String file;

    @Option(names = "--tenant", paramLabel = "T", description = "Only this tenant, by name or id.")
    @Nullable
    String tenant;

    @Option(
            names = "--with-epoch-keys",
            description = {
                "Export the epoch keys, too. As long as such an export exists, closing an epoch",
                "erases nobody from older copies of the database: see docs/backup.md."
            })
    boolean withEpochKeys;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    KeysExportCommand(Application application) {
        this.application = application;
    }

    /** What {@code --json} prints. */
    record Summary(String file, int tenants, int keysets, int epochKeys, List<String> keks) {}

    @Override
    public Integer call() {
        if (!isStandardOutput() && Files.exists(Path.of(file))) {
            throw new UsageException("File " + file + " is there already; name another");
        }
        if (isStandardOutput() && json) {
            throw new UsageException("--json and an export to standard output would mix; name a file");
        }
        try (var context = application.openWithKeys(spec)) {
            var only = tenant == null ? null : KeysCommand.tenantId(context.getBean(Tenants.class), tenant);
            SignIn.to(Permission.MANAGE_KEYS, only, context, spec);
            var export = context.getBean(KeyExports.class).export(only == null ? null : only.value(), withEpochKeys);
            if (isStandardOutput()) {
                record(export, only, context);
                System.out.writeBytes(export.content());
                System.out.flush();
            } else {
                write(export, only, context);
            }
            tell(export);
        }
        return 0;
    }

    private void write(KeyExports.Export export, @Nullable TenantId only, ApplicationContext context) {
        var path = Path.of(file);
        try (var channel = PrivateFile.create(path)) {
            var isWhole = false;
            try {
                write(export, only, context, channel);
                isWhole = true;
            } finally {
                if (!isWhole) {
                    Files.deleteIfExists(path);
                }
            }
        } catch (FileAlreadyExistsException e) {
            throw new UsageException("File " + file + " is there already; name another");
        } catch (IOException e) {
            throw new UsageException(
                    "File " + file + " cannot be written (" + e.getClass().getSimpleName() + "); choose another place");
        }
    }

    /** The event is committed before there is anything to take away. */
    private static void write(
            KeyExports.Export export, @Nullable TenantId only, ApplicationContext context, FileChannel channel)
            throws IOException {
        record(export, only, context);
        var left = ByteBuffer.wrap(export.content());
        while (left.hasRemaining()) {
            channel.write(left);
        }
        channel.force(true);
    }

    private static void record(KeyExports.Export export, @Nullable TenantId only, ApplicationContext context) {
        var audit = context.getBean(AuditLog.class);
        context.getBean(TransactionTemplate.class).executeWithoutResult(status -> {
            var event = AuditEvent.of(AuditAct.KEYSETS_EXPORTED)
                    .figure(AuditField.COUNT, export.keysets())
                    .figure(AuditField.TENANTS, export.tenants());
            audit.append(
                    only == null ? event.build() : event.tenant(only.value()).build());
            export.epochs()
                    .forEach(epoch -> audit.append(AuditEvent.of(AuditAct.KEYSETS_EXPORTED)
                            .tenant(epoch.tenant())
                            .figure(AuditField.EPOCH, epoch.epoch())
                            .build()));
        });
    }

    private void tell(KeyExports.Export export) {
        var out = isStandardOutput()
                ? spec.commandLine().getErr()
                : spec.commandLine().getOut();
        var epochKeys = export.epochs().size();
        if (json) {
            JsonOutput.print(out, new Summary(file, export.tenants(), export.keysets(), epochKeys, export.keks()));
        } else {
            out.println(export.keysets() + " keysets were written to "
                    + (isStandardOutput() ? "standard output" : file) + ", those of " + export.tenants()
                    + " tenants and " + epochKeys + " epoch keys among them, wrapped by "
                    + String.join(", ", export.keks()) + ".");
            out.flush();
        }
        warn(epochKeys);
    }

    private void warn(int epochKeys) {
        PrintWriter err = spec.commandLine().getErr();
        if (epochKeys > 0) {
            err.println(
                    "aviary: warning: this export holds epoch keys. As long as it exists, closing those epochs erases"
                            + " nobody from older copies of the database. The audit log says which it holds.");
            err.flush();
        }
    }

    private boolean isStandardOutput() {
        return file.equals("-");
    }
}
