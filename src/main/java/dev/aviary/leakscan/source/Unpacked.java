package dev.aviary.leakscan.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What comes out of an archive, as long as it is allowed. */
final class Unpacked extends FilterInputStream {

    private final Allowed allowed;

    Unpacked(InputStream in, Allowed allowed) {
        super(in);
        this.allowed = allowed;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        var read = in.read(bytes, from, length);
        allowed.unpacked(Math.max(0, read));
        return read;
    }

    @Override
    public int available() {
        return 1;
    }

    /** The archive goes on behind a member. */
    @Override
    public void close() {}
}
