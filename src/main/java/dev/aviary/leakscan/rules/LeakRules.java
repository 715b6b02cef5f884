package dev.aviary.leakscan.rules;

import dev.aviary.leakscan.Detector;
import dev.aviary.leakscan.Severity;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rules of jobs/leak-rules.yml and of the user's own files, checked and ready for use. Immutable, thread-safe. */
public final class LeakRules {

    /** Where the shipped rules lie, also in messages. */
    public static final String SHIPPED = "jobs/leak-rules.yml";

    private final RuleSet set;
    private final List<Allowance> valid;
    private final List<Allowance> ended;

    private LeakRules(RuleSet set, List<Allowance> allowances, LocalDate today) {
        this.set = set;
        this.valid = allowances.stream().filter(a -> !a.isOver(today)).toList();
        this.ended = allowances.stream().filter(a -> a.isOver(today)).toList();
    }

    /** What a rule is, for reports. */
    public record Summary(String id, String description, Severity severity) {}

    /**
     * The shipped rules with the user's own files on top, each of which can add rules, give fields of a rule anew by its id, and allow. What the own
     * files changed is tried with its examples.
     *
     * @param clock tells which allowances are over
     * @throws RuleFileException naming every fault with file and line
     */
    public static LeakRules read(Clock clock, Path... own) {
        var files = new RuleFiles();
        try (var reader = shipped()) {
            files.add(SHIPPED, reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (var file : own) {
            add(file, files);
        }
        var contents = files.contents();
        requireExamples(contents.rules());
        return new LeakRules(
                new RuleSet(contents.rules()), contents.allowances(), LocalDate.now(clock.withZone(ZoneOffset.UTC)));
    }

    private static void add(Path file, RuleFiles files) {
        if (Files.isDirectory(file)) {
            files.unreadable(file.toString(), "it is a directory");
            return;
        }
        try (var reader = Files.newBufferedReader(file)) {
            files.add(file.toString(), reader);
        } catch (NoSuchFileException e) {
            files.unreadable(file.toString(), "there is no such file");
        } catch (IOException e) {
            files.unreadable(file.toString(), e.getClass().getSimpleName());
        }
    }

    private static Reader shipped() {
        return new InputStreamReader(
                Objects.requireNonNull(LeakRules.class.getResourceAsStream("/" + SHIPPED), SHIPPED),
                StandardCharsets.UTF_8);
    }

    private static void requireExamples(List<Rule> rules) {
        var faults = new ArrayList<String>();
        for (var rule : rules) {
            if (!rule.place().startsWith(SHIPPED + ":")) {
                faults.addAll(RuleExamples.faults(rule));
            }
        }
        if (!faults.isEmpty()) {
            throw new RuleFileException(faults);
        }
    }

    /** For text that comes from no file: allowances that name files do not count. */
    public Detector detector() {
        return detector(null);
    }

    /** @param file where the text comes from, as allowances name it */
    public Detector detector(@Nullable String file) {
        return new RuleDetector(
                set, valid.stream().filter(a -> a.concerns(file)).toList());
    }

    /** Allowances that are over, one line each with file and line: they allow nothing any more. */
    public List<String> endedAllowances() {
        return ended.stream().map(Allowance::ended).toList();
    }

    public List<Summary> summaries() {
        return set.rules().stream()
                .map(rule -> new Summary(rule.id(), rule.description(), rule.severity()))
                .toList();
    }

    RuleSet set() {
        return set;
    }
}
