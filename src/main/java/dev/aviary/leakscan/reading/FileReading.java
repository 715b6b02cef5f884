package dev.aviary.leakscan.reading;

import dev.aviary.leakscan.Block;
import dev.aviary.leakscan.source.ReadingPosition;
import java.nio.file.Path;

/** Reads what is new in one file. For one thread. */
public interface FileReading {

    Path file();

    /** Bytes that are to be read from it, packed as they are. */
    long bytes();

    /** Has a look at a packed file for texts that are known; before any of the others. */
    void open();

    /**
     * A text begins.
     *
     * @param place as {@link dev.aviary.leakscan.source.Texts#begin} has it
     * @param source how findings in it are to name it if it is a new one
     * @return where to read on
     */
    ReadingPosition begin(String place, String source);

    /** Whether the text that began last was never read at this place. */
    boolean isNewName();

    /** How findings in the text that began last are to name it: by the place where it was met first. */
    String source();

    /**
     * Is shown each block of the text before it is searched.
     *
     * @return false if what stands before the first new byte is not what stood there when the text was read last: then it must not be searched on
     */
    boolean follows(Block block);

    /**
     * Keeps how far the text was read; to be called in the transaction that keeps the hits.
     *
     * @param block the last one that was searched
     * @throws ReadingLostException if another run has become the owner: the transaction must not be committed
     */
    void keep(Block block, ReadingPosition reached);

    /**
     * The file was read; must not be said if anything in it was not that could be another time.
     *
     * @param leftOut whether something was not, and would not be again with the same limits
     * @throws ReadingLostException if another run has become the owner
     */
    void end(boolean leftOut);
}
