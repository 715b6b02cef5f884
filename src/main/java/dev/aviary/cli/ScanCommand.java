package dev.aviary.cli;

import dev.aviary.leakscan.Severity;
import dev.aviary.leakscan.scan.InstallationSecrets;
import dev.aviary.leakscan.scan.LeakScan;
import dev.aviary.leakscan.scan.Redaction;
import dev.aviary.leakscan.scan.ScanReport;
import dev.aviary.leakscan.scan.ScanSummary;
import dev.aviary.operators.Permission;
import dev.aviary.tenancy.Tenant;
import dev.aviary.tenancy.TenantId;
import dev.aviary.tenancy.Tenants;
import dev.aviary.vault.Occasion;
import dev.aviary.vault.Purpose;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks for secrets in files. Where there is no installation, nothing is started for it, so that it runs anywhere. */
@Command(
        name = "scan",
        description = "Look for our own secrets, secrets of others and personal numbers in files and archives.",
        footer = {
            "",
            "Exit codes: 0 nothing at or above --fail-on, 1 something is, or the scan failed, 2 wrong usage. What was not read is told, and is no finding."
        })
final class ScanCommand implements Callable<Integer> {

    private static final int MOST_JOBS = 64;
    private static final String PATTERNS_ONLY = "; --patterns-only scans without the secrets of this installation";

    private final Application application;

    @Spec
    CommandSpec spec;

    @Parameters(
            paramLabel = "PATH",
            description =
                    "Files, directories and globs; - is standard input. Default: this directory; with --since-last, what the nightly job reads.")
    List<String> given = List.of();

    @Option(names = "--rules", paramLabel = "FILE", description = "Rules and allowances on top of the shipped ones.")
    List<Path> rules = List.of();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text, json (an object a line) or sarif.")
    ScanReport.Format format = ScanReport.Format.TEXT;

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            description = "Exit 1 from this severity on: low (default), medium, high or critical.")
    Severity failOn = Severity.LOW;

    @Option(names = "--jobs", paramLabel = "N", description = "Files searched at once; default: as many as processors.")
    @Nullable
    Integer jobs;

    @Option(names = "--patterns-only", description = "Do not look for the secrets of this installation.")
    boolean patternsOnly;

    @Option(
            names = "--since-last",
            description = {
                "Read only what no scan with this option, and no nightly one, has read before, and keep what is found;",
                "'aviary findings list' shows it. Logs that were renamed or compressed are read on."
            })
    boolean sinceLast;

    @Option(
            names = "--redact",
            description = "Rewrite the files with what was found masked, and print what was masked as JSON lines.")
    boolean redact;

    ScanCommand(Application application) {
        this.application = application;
    }

    /** What is named twice is there once. */
    private Collection<String> paths() {
        var paths = new LinkedHashMap<Object, String>();
        given.forEach(path -> paths.putIfAbsent(place(path), path));
        return given.isEmpty() ? List.of(".") : paths.values();
    }

    private static Object place(String path) {
        try {
            return path.equals(LeakScan.STANDARD_INPUT)
                    ? path
                    : Path.of(path).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            return path;
        }
    }

    @Override
    public Integer call() {
        int exit = scan();
        if (spec.commandLine().getOut().checkError()) {
            throw new ScanNotEndedException("The report could not be written to its end");
        }
        return exit;
    }

    private int scan() {
        int threads = jobs == null ? Math.min(MOST_JOBS, Runtime.getRuntime().availableProcessors()) : jobs;
        if (threads < 1 || threads > MOST_JOBS) {
            throw new UsageException("--jobs is " + threads + "; it must be 1 to " + MOST_JOBS);
        }
        if (redact) {
            requireMaskable();
        }
        if (sinceLast) {
            return sinceLast();
        }
        var scan = patterns();
        requireThere();
        scan.endedAllowances().forEach(spec.commandLine().getErr()::println);
        return patternsOnly || !Installation.isAtHand(spec)
                ? search(scan, threads)
                : withOurs(scan, ours -> search(ours, threads));
    }

    private int sinceLast() {
        if (patternsOnly || redact || given.contains(LeakScan.STANDARD_INPUT)) {
            throw new UsageException("--since-last goes with neither --patterns-only, --redact nor standard input");
        }
        var patterns = patterns();
        return exit(new SinceLastScanning(application, spec, patterns)
                .scan(
                        given,
                        rules,
                        jobs,
                        given.isEmpty() ? () -> {} : this::requireThere,
                        ScanReport.of(format, patterns, spec.commandLine().getOut())));
    }

    private LeakScan patterns() {
        try {
            return LeakScan.of(Clock.systemUTC(), rules);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    /** A scan that quietly leaves out what matters most would say that all is well. */
    private int withOurs(LeakScan patterns, Function<LeakScan, Integer> search) {
        try (var context = trying(() -> application.open(spec))) {
            return search.apply(trying(() -> ours(patterns, context)));
        }
    }

    private static <T> T trying(Supplier<T> opening) {
        try {
            return opening.get();
        } catch (UsageException e) {
            throw new UsageException(e.getMessage() + PATTERNS_ONLY, e);
        } catch (RuntimeException e) {
            throw new NoFingerprintsException(Failures.explain(e) + PATTERNS_ONLY, e);
        }
    }

    /** Who may not look makes no key by trying. */
    private LeakScan ours(LeakScan patterns, ApplicationContext context) {
        var scope = SignIn.toLook(Permission.LOOK, context, spec).tenant();
        Application.requireKeys(context);
        var tenants = scope == null
                ? context.getBean(Tenants.class).all().stream().map(Tenant::id).toList()
                : List.<TenantId>of(scope);
        return context.getBean(InstallationSecrets.class)
                .addedTo(patterns, tenants, Occasion.byCommand(Purpose.FINGERPRINT));
    }

    private int search(LeakScan scan, int threads) {
        return redact ? redact(scan) : report(scan, threads);
    }

    private int report(LeakScan scan, int threads) {
        try (var progress = new ScanProgress(spec.commandLine().getErr(), Terminal.isThere());
                var run = scan.run(
                        progress.before(
                                ScanReport.of(format, scan, spec.commandLine().getOut())),
                        threads,
                        progress::add)) {
            var empty = new ArrayList<String>();
            for (var path : paths()) {
                if (path.equals(LeakScan.STANDARD_INPUT)) {
                    run.add(System.in);
                } else if (!run.add(path)) {
                    empty.add(path);
                }
            }
            var exit = exit(run.end());
            if (!empty.isEmpty()) {
                throw new UsageException("No file matches " + Printable.text(String.join(", ", empty))
                        + (empty.size() < paths().size() ? "; the others were scanned" : ""));
            }
            return exit;
        }
    }

    private int exit(ScanSummary summary) {
        return summary.worst().filter(worst -> worst.compareTo(failOn) >= 0).isPresent() ? 1 : 0;
    }

    private void requireThere() {
        var missing = new ArrayList<String>();
        for (var path : paths()) {
            if (path.isEmpty()) {
                missing.add("PATH " + (given.indexOf(path) + 1) + " is empty");
            } else if (!path.equals(LeakScan.STANDARD_INPUT) && !LeakScan.isThere(path)) {
                missing.add("there is no " + Printable.text(path));
            }
        }
        if (!missing.isEmpty()) {
            throw new UsageException("Nothing was scanned: ", missing);
        }
    }

    /** Nothing is masked if the command cannot be what was meant. */
    private void requireMaskable() {
        if (sinceLast) {
            return;
        }
        var asked = spec.commandLine().getParseResult();
        if (Stream.of("--fail-on", "--format", "--jobs").anyMatch(asked::hasMatchedOption)) {
            throw new UsageException("--redact goes with none of --fail-on, --format and --jobs: it masks whatever is"
                    + " found, and prints JSON lines");
        }
        if (given.isEmpty()) {
            throw new UsageException("--redact rewrites the files that are named, and none is");
        }
        var faulty =
                paths().stream().filter(path -> !Redaction.isPlainFile(path)).toList();
        if (!faulty.isEmpty()) {
            throw new UsageException(
                    "--redact rewrites plain files; these are none: " + Printable.text(String.join(", ", faulty)));
        }
    }

    private int redact(LeakScan scan) {
        int exit = 0;
        for (var path : paths()) {
            exit = Math.max(exit, RedactedFile.mask(scan, Path.of(path), spec));
        }
        return exit;
    }
}
