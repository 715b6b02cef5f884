package dev.aviary.leakscan.scan;

import dev.aviary.leakscan.findings.FindingRecorder;
import dev.aviary.leakscan.findings.FindingRecorder.Recorded;
import dev.aviary.leakscan.findings.FindingRecorder.Seen;

/** Keeps what was seen, or has the scan stop. */
record Keeping(FindingRecorder recorder) {

    /**
     * @param alongside is done in the same transaction
     * @throws NotKeptException whatever was the reason
     */
    Recorded keep(Seen seen, Runnable alongside) {
        try {
            return recorder.record(seen, alongside);
        } catch (RuntimeException e) {
            throw new NotKeptException(e);
        }
    }
}
