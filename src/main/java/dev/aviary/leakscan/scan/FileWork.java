package dev.aviary.leakscan.scan;

import dev.aviary.leakscan.reading.FileReading;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/** What is new in one file. */
record FileWork(FileReading reading, LeakScan scan, Keeping keeping, ScanTally tally) implements Work {

    @Override
    public long bytes() {
        return reading.bytes();
    }

    @Override
    public void read(LongConsumer progress, BooleanSupplier mustStop) {
        reading.open();
        var kept = new KeptReading(reading, keeping, mustStop);
        var done = scan.scan(reading.file(), progress, kept);
        kept.room().tell(reading.file().toString(), done);
        if (done.findings().leavesOutLastingly()) {
            reading.end(done.findings().notRead() > 0);
        }
        tally.add(done);
    }
}
