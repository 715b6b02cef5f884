package dev.aviary.leakscan.findings;

import dev.aviary.leakscan.Certainty;
import dev.aviary.leakscan.Owner;
import dev.aviary.leakscan.Severity;
import dev.aviary.leakscan.findings.FindingRecorder.Seen;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one block showed of one finding.
 *
 * @param place keyed code that tells the finding from all others
 * @param times how often it is in the block
 * @param ofWhole whether it is about the source and no place in it
 */
record Sighting(
        byte[] place,
        byte[] identity,
        String rule,
        Severity severity,
        Certainty certainty,
        @Nullable Owner owner,
        String excerpt,
        long position,
        long times,
        boolean ofWhole) {

    private static final String LIVE_TOKEN = "live-token";

    /** In the order of their places, so that two scans that record the same findings do not wait for each other. */
    static List<Sighting> in(Seen seen, FindingCodes codes) {
        var source = seen.source();
        var excerpts = new Excerpts(
                seen.block(),
                Stream.concat(seen.hits().stream(), seen.hidden().stream()).toList());
        var found = new TreeMap<String, Sighting>();
        for (var whole : seen.wholes()) {
            var identity = codes.ofSeen(whole.rule(), new byte[0]);
            var place = codes.ofPlace(identity, source);
            found.put(
                    HexFormat.of().formatHex(place),
                    new Sighting(
                            place, identity, whole.rule(), whole.severity(), Certainty.PATTERN, null, "", 0, 1, true));
        }
        for (var hit : seen.hits()) {
            var owner = hit.owner();
            var identity = owner != null
                    ? codes.ofOwned(hit.rule(), owner.id())
                    : codes.ofSeen(hit.rule(), excerpts.secret(hit));
            var place = codes.ofPlace(identity, source);
            found.merge(
                    HexFormat.of().formatHex(place),
                    new Sighting(
                            place,
                            identity,
                            hit.rule(),
                            hit.severity(),
                            hit.certainty(),
                            owner,
                            excerpts.around(hit),
                            hit.from(),
                            1,
                            false),
                    Sighting::with);
        }
        return new ArrayList<>(found.values());
    }

    private Sighting with(Sighting other) {
        return new Sighting(
                place,
                identity,
                rule,
                worst(other.severity),
                surest(other.certainty),
                owner,
                other.excerpt,
                other.position,
                times + other.times,
                ofWhole);
    }

    Severity worst(Severity other) {
        return severity.compareTo(other) > 0 ? severity : other;
    }

    Certainty surest(Certainty other) {
        return certainty.compareTo(other) < 0 ? certainty : other;
    }

    /** Whether a line only looks like something; what is to be said of a source as a whole is known. */
    boolean isAGuess() {
        return certainty == Certainty.PATTERN && !ofWhole;
    }

    /** Of the place, to compare. */
    String code() {
        return HexFormat.of().formatHex(place);
    }

    boolean isLiveToken() {
        return rule.equals(LIVE_TOKEN) && certainty == Certainty.CONFIRMED;
    }
}
