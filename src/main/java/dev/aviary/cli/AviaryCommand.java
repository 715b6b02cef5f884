package dev.aviary.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of the grammar. */
@Command(
        name = "aviary",
        description =
                "Keeps Finch access tokens, pulls employment data every night, and proves that it treats both lawfully.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        subcommands = {
            ServeCommand.class,
            SyncCommand.class,
            StatusCommand.class,
            TenantsCommand.class,
            ConnectionsCommand.class,
            JobsCommand.class,
            KeysCommand.class,
            OperatorsCommand.class,
            SandboxCommand.class,
            DoctorCommand.class,
            AuditCommand.class,
            ScanCommand.class,
            FindingsCommand.class
        },
        footer = {"", "Exit codes: 0 fine, 1 the work failed or found something, 2 wrong usage."})
final class AviaryCommand implements Runnable {

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Show debug logs, and stack traces of failures.")
    boolean debug;

    @Option(
            names = "--as",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "Act as this operator; asks for its secret. Only for commands that change or open something.")
    @Nullable
    String as;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Act as the operator whose key file this is, instead of aviary.operator.key-file.")
    @Nullable
    Path keyFile;

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new picocli.CommandLine.ParameterException(spec.commandLine(), "A command is missing");
    }
}
