package dev.aviary.leakscan.scan;

import dev.aviary.leakscan.Block;
import dev.aviary.leakscan.Severity;
import dev.aviary.leakscan.findings.FindingRecorder.Seen;
import dev.aviary.leakscan.findings.FindingRecorder.Whole;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * Names of files that hold secrets, in every scan anew: a file may be empty, or have got its name since it was read. Each is kept, and reported as long as it is
 * news.
 *
 * @param names as they may be shown
 * @param owning throws, in the transaction that keeps findings, if another run has taken over
 */
record NamesWork(List<String> names, Runnable owning, LeakScan scan, Keeping keeping, ScanTally tally) implements Work {

    private static final Whole HOLDS_SECRET = new Whole(FileScan.IN_NAME, Severity.HIGH);

    @Override
    public long bytes() {
        return 0;
    }

    @Override
    public void read(LongConsumer progress, BooleanSupplier mustStop) {
        var done = new FileScan(scan::detectors, progress, Keeper.none(), BlockSearch.ALONE);
        for (var name : names) {
            var seen = new Seen(name, Block.whole(new byte[0]), List.of(), List.of(), List.of(HOLDS_SECRET), 0);
            var recorded = keeping.keep(seen, owning);
            if (recorded.added() + recorded.reopened() > 0) {
                done.addName(name);
            }
            if (mustStop.getAsBoolean()) {
                throw new ScanStoppedException();
            }
        }
        tally.addNames(done.findings());
    }
}
