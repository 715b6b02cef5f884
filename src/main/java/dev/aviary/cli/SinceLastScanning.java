package dev.aviary.cli;

import dev.aviary.jobs.JobRun;
import dev.aviary.jobs.Jobs;
import dev.aviary.leakscan.nightly.LogScans;
import dev.aviary.leakscan.nightly.ScanRate;
import dev.aviary.leakscan.scan.InstallationSecrets;
import dev.aviary.leakscan.scan.LeakScan;
import dev.aviary.leakscan.scan.ScanReport;
import dev.aviary.leakscan.scan.ScanSummary;
import dev.aviary.logging.Masked;
import dev.aviary.operators.Permission;
import dev.aviary.tenancy.Tenant;
import dev.aviary.tenancy.Tenants;
import dev.aviary.vault.Occasion;
import dev.aviary.vault.Purpose;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Model.CommandSpec;

/** {@code scan --since-last}: a run of the nightly job over the paths of the command, in this process, with a report. */
final class SinceLastScanning {

    private static final long MIB = 1 << 20;

    private final Application application;
    private final CommandSpec spec;
    private final LeakScan patterns;

    SinceLastScanning(Application application, CommandSpec spec, LeakScan patterns) {
        this.application = application;
        this.spec = spec;
        this.patterns = patterns;
    }

    /**
     * @param paths empty for what the nightly job reads, tables included
     * @param requireThere throws if one of them is nowhere, and may say which
     * @return what the scan came to
     */
    ScanSummary scan(
            List<String> paths, List<Path> rules, @Nullable Integer jobs, Runnable requireThere, ScanReport report) {
        if (!Installation.isAtHand(spec)) {
            throw new UsageException(
                    "--since-last keeps findings, and how far it has read, in an installation, and there is none here");
        }
        try (var context = application.openWithKeys(spec)) {
            SignIn.to(Permission.HANDLE_FINDINGS, null, context, spec);
            requireNoSecret(context, paths, rules);
            requireThere.run();
            var parameters = parameters(paths, rules, jobs);
            var scans = context.getBean(LogScans.class);
            scans.reportTo(parameters.getOrDefault(LogScans.PATHS, nightly(context)), report);
            var run = OrderlyExit.awaits(() -> watched(context, scans, parameters));
            spec.commandLine()
                    .getErr()
                    .println("Run " + run.run() + " of " + run.job()
                            + (run.outcome().isBlank() ? ": " + run.status() : ": " + run.outcome()));
            return scans.summary()
                    .orElseThrow(() -> new ScanNotEndedException("Run " + run.run()
                            + " has not come to its end; what it has read is kept, and 'aviary jobs restart "
                            + run.run() + "' goes on"));
        }
    }

    /** Paths are kept with the run, in the clear. */
    private void requireNoSecret(ApplicationContext context, List<String> paths, List<Path> rules) {
        var arguments = Stream.concat(paths.stream(), rules.stream().map(Path::toString))
                .toList();
        if (arguments.isEmpty()) {
            return;
        }
        var tenants =
                context.getBean(Tenants.class).all().stream().map(Tenant::id).toList();
        var scan = context.getBean(InstallationSecrets.class)
                .addedTo(patterns, tenants, Occasion.byCommand(Purpose.FINGERPRINT));
        for (var argument : arguments) {
            if (!scan.shownName(argument).equals(argument)
                    || !Masked.text(argument).equals(argument)) {
                throw new UsageException("Nothing was scanned: PATH or FILE "
                        + (arguments.indexOf(argument) + 1) + " holds a secret, what looks like one, or a control"
                        + " character, and --since-last keeps it with its run; scan a directory above it instead");
            }
        }
    }

    private static String nightly(ApplicationContext context) {
        return context.getBean(Jobs.class).definitions().stream()
                .filter(definition -> definition.name().equals(LogScans.JOB))
                .findFirst()
                .map(definition -> definition.parameters().getOrDefault(LogScans.PATHS, ""))
                .orElse("");
    }

    private static Map<String, String> parameters(List<String> paths, List<Path> rules, @Nullable Integer jobs) {
        var all = new HashMap<String, String>();
        if (!paths.isEmpty()) {
            all.put(LogScans.PATHS, paths.stream().map(SinceLastScanning::whole).collect(Collectors.joining(",")));
            all.put(LogScans.TABLES, "false");
        }
        if (!rules.isEmpty()) {
            all.put(
                    LogScans.RULES,
                    rules.stream().map(rule -> whole(rule.toString())).collect(Collectors.joining(",")));
        }
        if (jobs != null) {
            all.put(LogScans.READERS, jobs.toString());
        }
        return all;
    }

    /** The run may be taken over by a process that was started elsewhere. */
    private static String whole(String path) {
        if (path.contains(",")) {
            throw new UsageException("--since-last takes no path with a comma: " + Masked.text(path));
        }
        return Path.of(path).toAbsolutePath().normalize().toString();
    }

    private JobRun watched(ApplicationContext context, LogScans scans, Map<String, String> parameters) {
        var rate = new ScanRate(context.getBean(Clock.class));
        try (var progress = new Progress(
                "scan",
                "MiB",
                ended -> scans.standing()
                        .map(now -> new Progress.Standing(now.bytesRead() / MIB, now.bytes() / MIB, rate.inWords(now))),
                spec.commandLine().getErr(),
                System.console() != null)) {
            return progress.during(() -> context.getBean(Jobs.class).run(LogScans.JOB, parameters));
        }
    }
}
