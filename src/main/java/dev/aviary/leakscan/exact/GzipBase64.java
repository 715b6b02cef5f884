package dev.aviary.leakscan.exact;

import java.io.InputStream;

/** The bytes of gzip inside Base64 (RFC 1952): a few at a time, so that a place in what is unpacked can be traced to where they were read. */
final class GzipBase64 extends InputStream {

    /** Bytes that are decoded at once; divides by three. */
    static final int FEED = 60;

    private static final Decoder BASE64 = new Base64Text();

    private static final int MAGIC_BYTES = 3;
    private static final int CHECKSUM = 1 << 1;
    private static final int EXTRA = 1 << 2;
    private static final int NAME = 1 << 3;
    private static final int COMMENT = 1 << 4;
    private static final int RESERVED = 0xe0;

    private final byte[] bytes;
    private final int to;
    private final byte[] decoded = new byte[FEED];
    private int length;
    private int given;

    /** Behind the last character that was decoded. */
    int read;

    /** Where the characters begin that were decoded last. */
    int piece;

    GzipBase64(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.read = from;
        this.piece = from;
        this.to = to;
    }

    /** @return false if this is no header as RFC 1952 has it */
    boolean skipHeader() {
        skip(MAGIC_BYTES);
        var flags = read();
        if (flags < 0 || (flags & RESERVED) != 0) {
            return false;
        }
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(read() | read() << 8);
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & CHECKSUM) != 0) {
            skip(2);
        }
        return hasMore();
    }

    private void skip(int count) {
        for (var skipped = 0; skipped < count && hasMore(); skipped++) {
            given++;
        }
    }

    private void skipText() {
        while (read() > 0) {
            // a byte of a name or of a comment, which end with a zero
        }
    }

    /** Where the character is that this many bytes before what was read last begin with. */
    int place(int unused) {
        return piece + ((given - unused) * 4 + 2) / 3;
    }

    @Override
    public int read() {
        return hasMore() ? decoded[given++] & 0xff : -1;
    }

    @Override
    public int read(byte[] out, int offset, int most) {
        if (!hasMore()) {
            return -1;
        }
        var count = Math.min(most, length - given);
        System.arraycopy(decoded, given, out, offset, count);
        given += count;
        return count;
    }

    private boolean hasMore() {
        if (given == length) {
            piece = read;
            var result = BASE64.decode(bytes, read, to, decoded, FEED);
            read = Decoder.read(result);
            length = Decoder.written(result);
            given = 0;
        }
        return given < length;
    }
}
