package dev.aviary.leakscan.scan;

import dev.aviary.leakscan.Block;
import dev.aviary.leakscan.Certainty;
import dev.aviary.leakscan.Detector;
import dev.aviary.leakscan.Hit;
import dev.aviary.leakscan.Severity;
import dev.aviary.leakscan.source.ReadingPosition;
import dev.aviary.leakscan.source.Texts;
import dev.aviary.leakscan.source.Unread;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Searches the texts of one file, and keeps what it found. */
final class FileScan implements Texts {

    /** Rule of a name that holds a secret. */
    static final String IN_NAME = "secret-in-name";

    private final Function<String, List<Detector>> detectors;
    private final LongConsumer progress;
    private final Keeper keeper;
    private final BlockSearch search;
    private final FileFindings findings = new FileFindings();
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

    /**
     * @param detectors for the text of a place
     * @param progress takes the bytes of each block
     */
    FileScan(Function<String, List<Detector>> detectors, LongConsumer progress, Keeper keeper, BlockSearch search) {
        this.search = search;
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
        if (keeper.isNewName(place) && holdsSecret(place, this.place)) {
            findings.add(ofName());
            keeper.about(IN_NAME, Severity.HIGH);
        }
    }

    @Override
    public ReadingPosition from() {
        return from;
    }

    /** @param shown the same as it may be shown */
    static boolean holdsSecret(String name, String shown) {
        return !shown.equals(new Showable(List.of()).name(name));
    }

    /** @param shown name of a file that holds a secret, as it may be shown */
    void addName(String shown) {
        place = shown;
        findings.add(ofName());
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
        var hits = search.search(current, block);
        leftOut += hits.leftOut();
        var hidden = new ArrayList<>(before.stream()
                .filter(hit -> hit.to() > block.position())
                .map(hit -> clipped(hit, block.position()))
                .toList());
        hidden.addAll(hits.all());
        var stretches = Showable.stretches(block, hidden);
        var news = hits.news(from);
        for (var hit : news) {
            if (findings.hasRoom()) {
                lines.to(block, (int) (hit.from() - block.position()) + block.from());
                findings.add(finding(block, hit, stretches));
            } else {
                findings.countUnlisted(hit.severity());
            }
        }
        lines.to(block, block.reportsTo());
        keeper.searched(block, news, hidden, reached(block));
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
                showable.excerpt(block, hit, stretches));
    }

    private String file() {
        var end = place.indexOf('!');
        return end < 0 ? place : place.substring(0, end);
    }

    private @Nullable String member() {
        var end = place.indexOf('!');
        return end < 0 ? null : place.substring(end + 1);
    }

    @Override
    public void end() {
        if (other) {
            findings.add(new Unread(place, "changed while it was read; the next scan reads it from its beginning"));
        }
        if (leftOut > 0) {
            findings.add(new Unread(
                    place, "searched as it stands, not decoded or with fewer patterns: " + leftOut + " bytes", true));
        }
    }

    @Override
    public void unread(Unread unread) {
        if (unread.isGrowth() && keeper.readsOn()) {
            return;
        }
        findings.add(new Unread(
                new Showable(detectors.apply(unread.place())).name(unread.place()), unread.why(), unread.lasting()));
    }

    /** @param file by which name it was read */
    void addWorldReadable(String file) {
        place = new Showable(detectors.apply(file)).name(file);
        findings.add(found(
                0,
                0,
                0,
                0,
                LeakScan.WORLD_READABLE,
                Severity.MEDIUM,
                Certainty.CONFIRMED,
                "everybody on this machine can read the file, and it holds secrets"));
    }

    FileFindings findings() {
        return findings;
    }

    long bytes() {
        return bytes;
    }

    long texts() {
        return texts;
    }
}
