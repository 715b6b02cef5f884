package dev.aviary.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The lines of a file as bytes, in one array that is used again for each: a million lines make no million objects. Not thread-safe. */
final class Lines implements AutoCloseable {

    private static final int MAX_LINE = 1 << 24;

    private final InputStream in;
    private byte[] bytes = new byte[1 << 16];
    private int from;
    private int to;
    private int filled;
    private int next;
    private long number;
    private long read;
    private boolean complete = true;

    Lines(InputStream in) {
        this.in = in;
    }

    /** Goes on to the next line; false at the end of the file. */
    boolean next() throws IOException {
        from = next;
        int at = from;
        while (true) {
            while (at < filled) {
                if (bytes[at++] == '\n') {
                    to = at - 1;
                    next = at;
                    number++;
                    return true;
                }
            }
            int kept = filled - from;
            if (!fill()) {
                return last();
            }
            at = kept;
        }
    }

    /** What stands behind the last line break is a line that was cut off. */
    private boolean last() {
        to = filled;
        next = filled;
        if (from == to) {
            return false;
        }
        complete = false;
        number++;
        return true;
    }

    private boolean fill() throws IOException {
        System.arraycopy(bytes, from, bytes, 0, filled - from);
        filled -= from;
        from = 0;
        if (filled == bytes.length) {
            if (filled >= MAX_LINE) {
                throw new IOException("line " + (number + 1) + " is longer than any line of an export");
            }
            bytes = Arrays.copyOf(bytes, filled * 2);
        }
        int more = in.read(bytes, filled, bytes.length - filled);
        if (more > 0) {
            filled += more;
            read += more;
        }
        return more > 0;
    }

    /** The array that holds the line, from {@link #from} to {@link #to}. */
    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    int length() {
        return to - from;
    }

    long number() {
        return number;
    }

    /** How many bytes were read so far. */
    long read() {
        return read;
    }

    /** Whether all lines so far ended with a line break. */
    boolean areComplete() {
        return complete;
    }

    boolean startsWith(byte[] prefix) {
        return length() >= prefix.length && Arrays.equals(bytes, from, from + prefix.length, prefix, 0, prefix.length);
    }

    String text() {
        return new String(bytes, from, length(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
