package dev.aviary.leakscan.source;

/** How much of what it has unpacked xz must keep at hand: each block says so, and the first one stands at the beginning of a file. */
final class XzDictionary {

    /** Of {@code xz -6}, which is what {@code xz} does unless it is told otherwise. */
    static final long USUAL = 1L << 23;

    /** Of {@code xz -9}. */
    static final long MOST = 1L << 26;

    /** Of {@code xz -1}. */
    static final long LEAST = 1L << 20;

    private static final int STREAM_HEADER = 12;
    private static final int LZMA2 = 0x21;
    private static final int LARGEST = 40;

    private final byte[] head;
    private final int length;
    private int at;

    private XzDictionary(byte[] head, int length) {
        this.head = head;
        this.length = length;
    }

    /** In bytes; 0 if the beginning does not say it. */
    static long of(byte[] head, int length) {
        return new XzDictionary(head, length).ofFirstBlock();
    }

    private long ofFirstBlock() {
        at = STREAM_HEADER;
        if (next() == 0) {
            return 0;
        }
        int flags = next();
        for (var sizes = flags >>> 6; sizes > 0; sizes >>>= 1) {
            if ((sizes & 1) != 0) {
                number();
            }
        }
        for (var filters = flags & 3; filters >= 0; filters--) {
            var filter = number();
            var properties = number();
            if (filter == LZMA2) {
                return size(next());
            }
            at += (int) Math.min(properties, length);
        }
        return 0;
    }

    private static long size(int code) {
        return code >= LARGEST ? 0xffffffffL : (2L | code & 1) << (code >>> 1) + 11;
    }

    private int next() {
        return at < length ? head[at++] & 0xff : 0;
    }

    /** Seven bits a byte, the lowest first. */
    private long number() {
        long number = 0;
        int one = 0x80;
        for (var shift = 0; (one & 0x80) != 0 && shift < Long.SIZE; shift += 7) {
            one = next();
            number |= (one & 0x7fL) << shift;
        }
        return number & Long.MAX_VALUE;
    }
}
