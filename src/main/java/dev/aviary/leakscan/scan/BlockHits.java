package dev.aviary.leakscan.scan;

import dev.aviary.leakscan.Certainty;
import dev.aviary.leakscan.Hit;
import dev.aviary.leakscan.Hits;
import dev.aviary.leakscan.source.ReadingPosition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What detectors recognise in one block. */
final class BlockHits implements Hits {

    private static final Comparator<Hit> ORDER =
            Comparator.comparingLong(Hit::from).thenComparing(Hit::rule);

    private final List<Hit> found = new ArrayList<>();
    private boolean sorted;
    private long leftOut;

    @Override
    public void add(Hit hit) {
        found.add(hit);
        sorted = false;
    }

    void add(BlockHits others) {
        found.addAll(others.found);
        sorted = false;
        leftOut += others.leftOut;
    }

    @Override
    public void leftOut(long from, long to) {
        leftOut += to - from;
    }

    /** Bytes that were searched as they stand. */
    long leftOut() {
        return leftOut;
    }

    /** In the order of the text. */
    List<Hit> all() {
        if (!sorted) {
            found.sort(ORDER);
            sorted = true;
        }
        return found;
    }

    /**
     * What nobody reported before. Where it is known whose a secret is, nobody needs to be told that it looks like one.
     *
     * @param from where reading began
     */
    List<Hit> news(ReadingPosition from) {
        var news = new ArrayList<Hit>();
        long end = 0;
        var ours = all().stream()
                .filter(hit -> hit.certainty() != Certainty.PATTERN)
                .toList();
        int next = 0;
        for (var hit : found) {
            while (next < ours.size() && ours.get(next).from() < hit.to()) {
                end = Math.max(end, ours.get(next++).to());
            }
            if (!from.hasReported(hit.from(), hit.to())
                    && (hit.certainty() != Certainty.PATTERN || end <= hit.from())) {
                news.add(hit);
            }
        }
        return news;
    }
}
