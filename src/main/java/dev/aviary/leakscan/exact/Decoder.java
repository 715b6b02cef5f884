package dev.aviary.leakscan.exact;

import dev.aviary.leakscan.Decoding;
import java.util.List;

/** Undoes one encoding of a stretch of text. Makes no more bytes than it reads, or four of three. */
interface Decoder {

    /** Whenever a multiple of so many bytes has been written, what follows depends on nothing but the rest of the input. */
    int MEMORY = 12;

    /**
     * Decodes until the input ends or {@code limit} bytes are written. With a lower limit the same bytes come first, so that a place in the output
     * can be traced to one of the input by decoding as far as there, from any multiple of {@link #MEMORY} on.
     *
     * @return {@link #result}
     */
    long decode(byte[] in, int from, int to, byte[] out, int limit);

    /** What had to be undone in this stretch, the outermost first. */
    List<Decoding> undone(byte[] in, int from, int to);

    static long result(int read, int written) {
        return (long) read << 32 | written;
    }

    /** Index behind the last byte that was used for the output. */
    static int read(long result) {
        return (int) (result >>> 32);
    }

    static int written(long result) {
        return (int) result;
    }
}
