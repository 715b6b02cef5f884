package dev.aviary.leakscan.findings;

import dev.aviary.leakscan.Block;
import dev.aviary.leakscan.Hit;
import dev.aviary.leakscan.Severity;
import java.util.List;

/** Keeps what a scan sees. Thread-safe. */
public interface FindingRecorder {

    /**
     * Keeps what was seen, in one transaction, with the incidents that follow; then sends notices, which never fails.
     *
     * @param alongside what else belongs to the transaction, such as how far the source was read; done first, again if the transaction is, and nothing is kept if it throws
     * @throws IllegalArgumentException if a hit is not within its block
     */
    Recorded record(Seen seen, Runnable alongside);

    /** A scan has come to its end: notices that could not be sent are tried again. */
    void end();

    /**
     * What there is in a part of a source.
     *
     * @param source names the text; the same text has the same name in every scan
     * @param block has all bytes of all hits
     * @param hits what detectors reported for the block
     * @param hidden stretches that no excerpt may show, besides the hits
     * @param wholes what is to be said of the source as a whole
     * @param most how many findings that only look like something are made of it
     */
    record Seen(String source, Block block, List<Hit> hits, List<Hit> hidden, List<Whole> wholes, int most) {

        public Seen {
            hits = List.copyOf(hits);
            hidden = List.copyOf(hidden);
            wholes = List.copyOf(wholes);
        }

        public static Seen in(String source, Block block, List<Hit> hits) {
            return new Seen(source, block, hits, List.of(), List.of(), Integer.MAX_VALUE);
        }
    }

    /** Something about a source that stands in no line of it. */
    record Whole(String rule, Severity severity) {}

    /**
     * What was new.
     *
     * @param added findings that nobody had seen before
     * @param reopened findings that were resolved and are open again
     * @param incidents opened because a live token was seen
     * @param dropped what would have been a finding more than {@link Seen#most}
     */
    record Recorded(int added, int reopened, int incidents, int dropped) {

        public static final Recorded NOTHING = new Recorded(0, 0, 0);

        public Recorded(int added, int reopened, int incidents) {
            this(added, reopened, incidents, 0);
        }
    }
}
