package dev.aviary.leakscan.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads up to a size, and counts. */
final class Counted extends FilterInputStream {

    private final long most;
    private long count;
    private boolean failed;

    Counted(InputStream in, long most) {
        super(in);
        this.most = most;
    }

    long count() {
        return count;
    }

    /** Whether it could not be read; if not, whatever is wrong is wrong with its bytes. */
    boolean hasFailed() {
        return failed;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (length > 0 && count >= most) {
            return -1;
        }
        try {
            var read = in.read(bytes, from, (int) Math.min(length, most - count));
            count += Math.max(0, read);
            return read;
        } catch (IOException e) {
            failed = true;
            throw e;
        }
    }

    @Override
    public long skip(long bytes) throws IOException {
        try {
            var skipped = in.skip(Math.min(bytes, most - count));
            count += skipped;
            return skipped;
        } catch (IOException e) {
            failed = true;
            throw e;
        }
    }

    /** Never 0 before the end: the next part of a gzip file is looked for only if there is something. */
    @Override
    public int available() throws IOException {
        return count >= most ? 0 : Math.max(1, in.available());
    }

    /** Closed by who opened it. */
    @Override
    public void close() {}
}
