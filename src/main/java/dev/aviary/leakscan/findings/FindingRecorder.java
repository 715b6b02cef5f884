package dev.aviary.leakscan.findings;

import dev.aviary.leakscan.Block;
import dev.aviary.leakscan.Hit;
import java.util.List;
import java.util.UUID;

/** Keeps what a scan sees. Thread-safe. */
public interface FindingRecorder {

    /**
     * Keeps the hits of one block of a source, in one transaction, with the incidents that follow; then sends notices, which never fails. A block that this scan has recorded already, before it was killed, say, counts once: so
     * a scan that is repeated under its id cuts a source into the same blocks.
     *
     * @param scan id of the scan, the same when it is repeated
     * @param source names the text; the same text has the same name in every scan
     * @param block has all bytes of all hits
     * @param hits what detectors reported for the block
     * @throws IllegalArgumentException if a hit is not within the block
     */
    Recorded record(UUID scan, String source, Block block, List<Hit> hits);

    /** The scan has come to its end: what was kept to repeat it is forgotten, and notices that could not be sent are tried again. */
    void finish(UUID scan);

    /**
     * What was new.
     *
     * @param added findings that nobody had seen before
     * @param reopened findings that were resolved and are open again
     * @param incidents opened because a live token was seen
     */
    record Recorded(int added, int reopened, int incidents) {

        static final Recorded NOTHING = new Recorded(0, 0, 0);
    }
}
