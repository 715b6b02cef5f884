package dev.aviary.leakscan.people;

import dev.aviary.leakscan.Decoding;
import java.util.List;

/** Finds what has the shape of some personal value, in time that grows with the text and no faster. Thread-safe. */
interface Shapes {

    /**
     * @param first index of the first byte at which a value may begin
     * @param last index behind the last such byte
     */
    void find(Units text, int first, int last, Seen seen);

    /** Takes what has the shape. */
    interface Seen {

        /** @return whether it is somebody's: then no other reading of the place is tried */
        boolean at(int from, int to, String value, List<Decoding> decodings);
    }
}
