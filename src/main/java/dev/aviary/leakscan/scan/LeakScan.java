package dev.aviary.leakscan.scan;

import dev.aviary.leakscan.Detector;
import dev.aviary.leakscan.exact.ExactDetector;
import dev.aviary.leakscan.rules.LeakRules;
import dev.aviary.leakscan.rules.RuleFileException;
import dev.aviary.leakscan.source.Limits;
import dev.aviary.leakscan.source.SourceFiles;
import dev.aviary.leakscan.source.SourceReader;
import dev.aviary.leakscan.source.Unread;
import dev.aviary.leakscan.tables.TableTexts.TableText;
import dev.aviary.tenancy.TenantId;
import dev.aviary.vault.Fingerprints;
import dev.aviary.vault.Occasion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/** Searches files and streams by patterns, and for our own secrets if there is a detector for them. Thread-safe. */
public final class LeakScan {

    /** Findings of one file that are listed; the others are counted. */
    public static final int LISTED = 10_000;

    /** Of a file that holds secrets and that everybody can read. */
    public static final String WORLD_READABLE = "world-readable";

    /** The place of standard input. */
    public static final String STANDARD_INPUT = "-";

    private final LeakRules rules;
    private final Optional<Detector> exact;
    private final List<Detector> others;
    private final Clock clock;

    private LeakScan(LeakRules rules, Optional<Detector> exact, List<Detector> others, Clock clock) {
        this.rules = rules;
        this.exact = exact;
        this.others = others;
        this.clock = clock;
    }

    /**
     * A scan by patterns.
     *
     * @param own rule files of the user, on top of the shipped one
     * @throws IllegalArgumentException naming every fault of the rule files
     */
    public static LeakScan of(Clock clock, List<Path> own) {
        try {
            return new LeakScan(LeakRules.read(clock, own.toArray(Path[]::new)), Optional.empty(), List.of(), clock);
        } catch (RuleFileException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * The same, and for our own secrets as well.
     *
     * @param tenants whose tokens; the secrets of the installation in any case
     * @param occasion on which fingerprints are made that are not there yet
     * @param salt random bytes, other ones for each process
     */
    LeakScan with(Fingerprints fingerprints, Collection<TenantId> tenants, Occasion occasion, byte[] salt) {
        var ours = ExactDetector.of(fingerprints, tenants, occasion, salt);
        return new LeakScan(rules, ours.map(detector -> detector), others, clock);
    }

    /** The same, and for what this detector knows as well. */
    public LeakScan with(Detector other) {
        return new LeakScan(
                rules, exact, Stream.concat(others.stream(), Stream.of(other)).toList(), clock);
    }

    /** Allowances that are over, a line each. */
    public List<String> endedAllowances() {
        return rules.endedAllowances();
    }

    Instant now() {
        return clock.instant();
    }

    /** What patterns there are. */
    List<LeakRules.Summary> rules() {
        return rules.summaries();
    }

    /** A scan whose findings go to this report. */
    public ScanRun run(ScanReport report, int jobs, LongConsumer progress) {
        return new ScanRun(this, report, jobs, progress, clock);
    }

    /** Whether there is a file, a directory, or a directory that a glob can be about. */
    public static boolean isThere(String argument) {
        return SourceFiles.isThere(argument);
    }

    /** A name as it may be shown: names can hold secrets, too. */
    public String shownName(String name) {
        return new Showable(detectors(name)).name(name);
    }

    FileScan scan(Path file, LongConsumer progress, BlockSearch search) {
        return scan(file, new FileScan(this::detectors, progress, Keeper.none(), search));
    }

    /** @throws NotKeptException if the keeper cannot keep what is found */
    FileScan scan(Path file, LongConsumer progress, Keeper keeper) {
        return scan(file, new FileScan(this::detectors, progress, keeper, BlockSearch.ALONE));
    }

    private static FileScan scan(Path file, FileScan scan) {
        guarded(scan, file.toString(), reader -> reader.read(file));
        if (scan.findings().holdSecrets() && Readers.areAll(file)) {
            scan.addWorldReadable(file.toString());
        }
        return scan;
    }

    FileScan scan(InputStream in, LongConsumer progress, BlockSearch search) {
        var scan = new FileScan(this::detectors, progress, Keeper.none(), search);
        guarded(scan, STANDARD_INPUT, reader -> reader.read(STANDARD_INPUT, in));
        return scan;
    }

    /**
     * A text that is no file.
     *
     * @throws NotKeptException if the keeper cannot keep what is found
     */
    FileScan scan(TableText text, LongConsumer progress, Keeper keeper) {
        var scan = new FileScan(this::detectors, progress, keeper, BlockSearch.ALONE);
        try (var in = text.open()) {
            guarded(scan, text.name(), reader -> reader.read(text.name(), in));
        } catch (NotKeptException | ScanStoppedException e) {
            throw e;
        } catch (IOException e) {
            scan.unread(new Unread(text.name(), String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            // Not its message: a driver's may quote the address of the database.
            scan.unread(new Unread(text.name(), e.getClass().getSimpleName()));
        }
        return scan;
    }

    /** One file that brings something here down does not keep the others from being searched. */
    private static void guarded(FileScan scan, String place, Consumer<SourceReader> reading) {
        try {
            reading.accept(new SourceReader(scan, Limits.USUAL));
        } catch (NotKeptException | ScanStoppedException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            scan.unread(new Unread(
                    place, "was not searched to its end: " + e.getClass().getSimpleName()));
        }
    }

    List<Detector> detectors(String place) {
        var all = new ArrayList<Detector>();
        exact.ifPresent(all::add);
        all.addAll(others);
        all.add(place.equals(STANDARD_INPUT) ? rules.detector() : rules.detector(relative(place)));
        return all;
    }

    /** As allowances name it: {@code ./src/test/A.java} is {@code src/test/A.java}. */
    private static String relative(String place) {
        return place.startsWith("./") ? place.substring(2) : place;
    }
}
