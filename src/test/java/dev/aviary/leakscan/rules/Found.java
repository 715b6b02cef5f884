package dev.aviary.leakscan.rules;

import dev.aviary.leakscan.Block;
import dev.aviary.leakscan.Detector;
import dev.aviary.leakscan.Hit;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a detector finds in a text. */
final class Found {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-25T08:00:00Z"), ZoneOffset.UTC);

    private static final Comparator<Hit> ORDER =
            Comparator.comparingLong(Hit::from).thenComparing(Hit::rule);

    private Found() {}

    /** For patterns that are tried by themselves. */
    static Attempt attempt() {
        return new Attempt(new Undecided(new Sightings(0), new Undecided.Judge() {

            @Override
            public boolean accepts(int rank, int from, int to) {
                return true;
            }

            @Override
            public boolean allows(int rank, int from, int to) {
                return false;
            }

            @Override
            public void refused() {}
        }));
    }

    static List<Hit> in(Detector detector, byte[] text) {
        var hits = new ArrayList<Hit>();
        detector.search(Block.whole(text), hits::add);
        hits.sort(ORDER);
        return hits;
    }

    static List<String> rules(Detector detector, String text) {
        return in(detector, text.getBytes(StandardCharsets.UTF_8)).stream()
                .map(Hit::rule)
                .toList();
    }

    /** The secrets that were found, in the order of the text. */
    static List<String> secrets(Detector detector, String text) {
        var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return in(detector, bytes).stream()
                .map(hit -> text.substring((int) hit.from(), (int) hit.to()))
                .toList();
    }

    /** The text in blocks that have this many new bytes each. */
    static List<Hit> inBlocks(Detector detector, byte[] text, int size) {
        var hits = new ArrayList<Hit>();
        for (int fresh = 0; fresh < text.length; fresh += size) {
            int from = Math.max(0, fresh - Block.CARRY);
            int to = Math.min(text.length, fresh + size);
            var bytes = new byte[to - from + 7];
            System.arraycopy(text, from, bytes, 7, to - from);
            detector.search(new Block(bytes, 7, 7 + fresh - from, bytes.length, from, to == text.length), hits::add);
        }
        hits.sort(ORDER);
        return hits;
    }
}
