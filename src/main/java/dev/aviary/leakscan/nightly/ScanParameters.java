package dev.aviary.leakscan.nightly;

import dev.aviary.leakscan.scan.LeakScan;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.parameters.InvalidJobParametersException;
import org.springframework.batch.core.job.parameters.JobParameters;

/** What a run is to read. */
final class ScanParameters {

    private static final int MOST_READERS = 64;
    private static final Set<String> KNOWN =
            Set.of("occasion", "at-once", LogScans.PATHS, LogScans.TABLES, LogScans.RULES, LogScans.READERS);

    private final JobParameters parameters;

    ScanParameters(JobParameters parameters) {
        this.parameters = parameters;
    }

    /** As given. */
    String allPaths() {
        return parameters.getString(LogScans.PATHS, "");
    }

    List<String> paths() {
        return parts(allPaths());
    }

    boolean hasTables() {
        return !"false".equals(parameters.getString(LogScans.TABLES));
    }

    List<Path> rules() {
        return parts(parameters.getString(LogScans.RULES)).stream()
                .map(Path::of)
                .toList();
    }

    private static List<String> parts(@Nullable String all) {
        return all == null
                ? List.of()
                : Arrays.stream(all.split(","))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList();
    }

    /** How many files at once. */
    int readers() {
        var asked = parameters.getString(LogScans.READERS);
        return asked != null ? Integer.parseInt(asked) : (int) (long) parameters.getLong("at-once", 1L);
    }

    /** Nothing is stored that is wrong, or that holds a secret: parameters are stored in clear. */
    static void check(@Nullable JobParameters given, Clock clock) throws InvalidJobParametersException {
        if (given == null) {
            throw new InvalidJobParametersException("parameters are missing");
        }
        for (var parameter : given) {
            if (!KNOWN.contains(parameter.name())) {
                throw new InvalidJobParametersException("unknown parameter '" + parameter.name() + "'; known are "
                        + LogScans.PATHS + ", " + LogScans.READERS + ", " + LogScans.RULES + ", " + LogScans.TABLES);
            }
        }
        new ScanParameters(given).check(clock);
    }

    private void check(Clock clock) throws InvalidJobParametersException {
        if (paths().isEmpty()) {
            throw new InvalidJobParametersException("'" + LogScans.PATHS
                    + "' is missing: files, directories and globs to search, with commas between them");
        }
        var tables = parameters.getString(LogScans.TABLES, "true");
        if (!tables.equals("true") && !tables.equals("false")) {
            throw new InvalidJobParametersException(
                    "'" + LogScans.TABLES + "' is '" + tables + "'; it must be true or false");
        }
        var readers = parameters.getString(LogScans.READERS);
        if (readers != null && !(readers.matches("[1-9]\\d?") && Integer.parseInt(readers) <= MOST_READERS)) {
            throw new InvalidJobParametersException(
                    "'" + LogScans.READERS + "' is '" + readers + "'; it must be 1 to " + MOST_READERS);
        }
        try {
            var scan = LeakScan.of(clock, rules());
            var all = new ArrayList<>(paths());
            rules().forEach(rule -> all.add(rule.toString()));
            for (var path : all) {
                if (!scan.shownName(path).equals(path)) {
                    throw new InvalidJobParametersException(
                            "a path holds what looks like a secret, or a control character: " + scan.shownName(path));
                }
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidJobParametersException(String.valueOf(e.getMessage()));
        }
    }
}
