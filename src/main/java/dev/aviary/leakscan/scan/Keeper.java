package dev.aviary.leakscan.scan;

import dev.aviary.leakscan.Block;
import dev.aviary.leakscan.Hit;
import dev.aviary.leakscan.Severity;
import dev.aviary.leakscan.source.ReadingPosition;
import java.util.List;

/** Says where a scan reads a text on, and keeps what it sees. For one file and one thread. */
interface Keeper {

    /**
     * A text begins.
     *
     * @param shown its place as it may be shown
     * @return where to read on
     */
    ReadingPosition begin(String place, String shown);

    /** @return false if the text is not the one that was to be read on */
    boolean follows(Block block);

    /**
     * A block was searched.
     *
     * @param hits that nobody reported before
     * @param hidden all that was found, and what was reported before
     * @param reached where reading goes on after this block
     */
    void searched(Block block, List<Hit> hits, List<Hit> hidden, ReadingPosition reached);

    /** Whether the next scan reads on what is added meanwhile, so that nobody needs to be told of it. */
    default boolean readsOn() {
        return false;
    }

    /** Whether the name of the text that began last is to be looked at: nobody has, or somebody else does. */
    boolean isNewName(String place);

    /** Something about the text that began last, which stands in no line of it. */
    void about(String rule, Severity severity);

    /** Reads everything, and keeps nothing. */
    static Keeper none() {
        return new Keeper() {
            @Override
            public ReadingPosition begin(String place, String shown) {
                return ReadingPosition.BEGINNING;
            }

            @Override
            public boolean follows(Block block) {
                return true;
            }

            @Override
            public void searched(Block block, List<Hit> hits, List<Hit> hidden, ReadingPosition reached) {
                // Nobody asked for it to be kept.
            }

            @Override
            public boolean isNewName(String place) {
                return true;
            }

            @Override
            public void about(String rule, Severity severity) {
                // Nobody asked for it to be kept.
            }
        };
    }
}
