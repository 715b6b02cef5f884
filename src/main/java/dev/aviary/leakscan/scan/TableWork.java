package dev.aviary.leakscan.scan;

import dev.aviary.leakscan.tables.TableTexts.TableText;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * The rows of one table or query.
 *
 * @param owning throws, in the transaction that keeps findings, if another run has taken over
 */
record TableWork(TableText table, Runnable owning, LeakScan scan, Keeping keeping, ScanTally tally) implements Work {

    @Override
    public long bytes() {
        return 0;
    }

    @Override
    public void read(LongConsumer progress, BooleanSupplier mustStop) {
        var kept = new KeptTable(table.name(), keeping, owning, mustStop);
        var done = scan.scan(table, progress, kept);
        kept.room().tell(table.name(), done);
        tally.add(done);
    }
}
