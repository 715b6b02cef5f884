package dev.aviary.leakscan.scan;

import dev.aviary.leakscan.Block;
import dev.aviary.leakscan.Certainty;
import dev.aviary.leakscan.Detector;
import dev.aviary.leakscan.Hit;
import dev.aviary.leakscan.Hits;
import dev.aviary.leakscan.Severity;
import dev.aviary.leakscan.source.ReadingPosition;
import dev.aviary.leakscan.source.Texts;
import dev.aviary.leakscan.source.Unread;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Searches the texts of one file, and keeps what it found. */
final class FileScan implements Texts {

    private static final Comparator<Hit> ORDER =
            Comparator.comparingLong(Hit::from).thenComparing(Hit::rule);
    private static final int MOST_UNREAD = 100;

    /** Rule of a name that holds a secret. */
    static final String IN_NAME = "secret-in-name";

    private final Function<String, List<Detector>> detectors;
    private final LongConsumer progress;
    private final Keeper keeper;
    private final List<ScanFinding> findings = new ArrayList<>();
    private final List<Unread> unread = new ArrayList<>();
    private final Map<Severity, Long> bySeverity = new EnumMap<>(Severity.class);
    private List<Detector> current = List.of();
    private Showable showable = new Showable(List.of());
    private String place = "";
    private Lines lines = new Lines(ReadingPosition.BEGINNING);
    private List<Hit> before = List.of();
    private ReadingPosition from = ReadingPosition.BEGINNING;
    private boolean other;
    private long leftOut;
    private long bytes;
    private long texts;
    private long notListed;
    private long notRead;

    /**
     * @param detectors for the text of a place
     * @param progress takes the bytes of each block
     */
    FileScan(Function<String, List<Detector>> detectors, LongConsumer progress, Keeper keeper) {
        this.detectors = detectors;
        this.progress = progress;
        this.keeper = keeper;
    }

    @Override
    public void begin(String place) {
        current = detectors.apply(place);
        showable = new Showable(current);
        this.place = showable.name(place);
        from = keeper.begin(place, this.place);
        lines = new Lines(from);
        before = List.of();
        leftOut = 0;
        other = false;
        texts++;
        if (from.equals(ReadingPosition.BEGINNING) && !this.place.equals(printableOnly(place))) {
            add(ofName());
            keeper.about(IN_NAME, Severity.HIGH);
        }
    }

    @Override
    public ReadingPosition from() {
        return from;
    }

    private static String printableOnly(String place) {
        return new Showable(List.of()).name(place);
    }

    private ScanFinding ofName() {
        return found(0, 0, 0, 0, IN_NAME, Severity.HIGH, Certainty.PATTERN, "the name holds a secret");
    }

    private ScanFinding found(
            long line,
            long column,
            long offset,
            long length,
            String rule,
            Severity severity,
            Certainty certainty,
            String excerpt) {
        return new ScanFinding(
                file(), member(), line, column, offset, length, rule, severity, certainty, null, null, List.of(),
                excerpt);
    }

    @Override
    public void block(Block block) {
        if (other || !keeper.follows(block)) {
            other = true;
            return;
        }
        var hits = new BlockHits();
        current.forEach(detector -> detector.search(block, hits));
        hits.found.sort(ORDER);
        var hidden = new ArrayList<>(before.stream()
                .filter(hit -> hit.to() > block.position())
                .map(hit -> clipped(hit, block.position()))
                .toList());
        hidden.addAll(hits.found);
        var stretches = Showable.stretches(block, hidden);
        var certain = hits.certain();
        for (var hit : certain) {
            lines.to(block, (int) (hit.from() - block.position()) + block.from());
            add(finding(block, hit, stretches));
        }
        lines.to(block, block.reportsTo());
        keeper.searched(block, certain, hidden, reached(block));
        before = hidden.stream()
                .filter(hit -> hit.to() > block.at(block.to()) - Block.CARRY)
                .toList();
        var fresh = block.to() - block.fresh();
        bytes += fresh;
        progress.accept(fresh);
    }

    private ReadingPosition reached(Block block) {
        return new ReadingPosition(block.at(block.reportsTo()), block.at(block.to()), lines.line(), lines.column());
    }

    private static Hit clipped(Hit hit, long position) {
        return hit.from() >= position ? hit : Hit.ofPattern(position, hit.to(), hit.rule(), hit.severity());
    }

    private final class BlockHits implements Hits {

        private final List<Hit> found = new ArrayList<>();

        @Override
        public void add(Hit hit) {
            found.add(hit);
        }

        @Override
        public void leftOut(long from, long to) {
            leftOut += to - from;
        }

        /** What nobody reported before. Where it is known whose a secret is, nobody needs to be told that it looks like one. */
        List<Hit> certain() {
            var certain = new ArrayList<Hit>();
            long end = 0;
            var ours = found.stream()
                    .filter(hit -> hit.certainty() != Certainty.PATTERN)
                    .toList();
            int next = 0;
            for (var hit : found) {
                while (next < ours.size() && ours.get(next).from() < hit.to()) {
                    end = Math.max(end, ours.get(next++).to());
                }
                if (!from.hasReported(hit.from(), hit.to())
                        && (hit.certainty() != Certainty.PATTERN || end <= hit.from())) {
                    certain.add(hit);
                }
            }
            return certain;
        }
    }

    private ScanFinding finding(Block block, Hit hit, List<Showable.Stretch> stretches) {
        var owner = hit.owner();
        return new ScanFinding(
                file(),
                member(),
                lines.line(),
                lines.column(),
                hit.from(),
                hit.to() - hit.from(),
                hit.rule(),
                hit.severity(),
                hit.certainty(),
                owner == null || owner.tenant() == null ? null : owner.tenant().toString(),
                owner == null || owner.connection() == null
                        ? null
                        : owner.connection().toString(),
                hit.decodings(),
                findings.size() < LeakScan.LISTED ? showable.excerpt(block, hit, stretches) : "");
    }

    private String file() {
        var end = place.indexOf('!');
        return end < 0 ? place : place.substring(0, end);
    }

    private @Nullable String member() {
        var end = place.indexOf('!');
        return end < 0 ? null : place.substring(end + 1);
    }

    void add(ScanFinding finding) {
        bySeverity.merge(finding.severity(), 1L, Long::sum);
        if (findings.size() < LeakScan.LISTED) {
            findings.add(finding);
        } else {
            notListed++;
        }
    }

    @Override
    public void end() {
        if (other) {
            keep(new Unread(place, "changed while it was read; the next scan reads it from its beginning"));
        }
        if (leftOut > 0) {
            keep(new Unread(place, "searched as it stands, not decoded or with fewer patterns: " + leftOut + " bytes"));
        }
    }

    @Override
    public void unread(Unread unread) {
        keep(new Unread(new Showable(detectors.apply(unread.place())).name(unread.place()), unread.why()));
    }

    private void keep(Unread one) {
        notRead++;
        if (unread.size() < MOST_UNREAD) {
            unread.add(one);
        }
    }

    /** Whether somebody who can read the file learns something. */
    boolean holdsSecrets() {
        return bySeverity.keySet().stream().anyMatch(severity -> severity.compareTo(Severity.MEDIUM) >= 0);
    }

    /** @param file by which name it was read */
    void addWorldReadable(String file) {
        place = new Showable(detectors.apply(file)).name(file);
        add(found(
                0,
                0,
                0,
                0,
                LeakScan.WORLD_READABLE,
                Severity.MEDIUM,
                Certainty.CONFIRMED,
                "everybody on this machine can read the file, and it holds secrets"));
    }

    List<ScanFinding> findings() {
        return findings;
    }

    List<Unread> unread() {
        return unread;
    }

    Map<Severity, Long> bySeverity() {
        return bySeverity;
    }

    long bytes() {
        return bytes;
    }

    long texts() {
        return texts;
    }

    long notListed() {
        return notListed;
    }

    long notRead() {
        return notRead;
    }
}
