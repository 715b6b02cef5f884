package dev.aviary.leakscan.scan;

import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/** Something to be searched by one thread. */
interface Work {

    /** Known beforehand; 0 if nobody knows. */
    long bytes();

    /**
     * Searches it and hands on what it came to.
     *
     * @throws NotKeptException if what is found cannot be kept
     * @throws ScanStoppedException if it must stop
     */
    void read(LongConsumer progress, BooleanSupplier mustStop);
}
