package dev.aviary.leakscan.exact;

import dev.aviary.leakscan.Decoding;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Unpacks gzip inside Base64 and searches it. A place in it can be traced only to the piece of Base64 that was read for it. */
final class Packed {

    /** Base64 of the first three bytes of gzip. */
    private static final byte[] MAGIC = {'H', '4', 's', 'I'};

    private static final long FIRST = Words.each(MAGIC[0]);

    /** Bytes that are unpacked at once; with what packs them they are shorter than what a block shows of a hit. */
    private static final int PART = 8 << 10;

    private static final int OVERLAP = 2 << 10;

    /** Divides by three. */
    private static final int FEED = 60;

    /** What a byte costs that is unpacked, in bytes that are decoded otherwise. */
    private static final int UNPACKING = 2;

    /** And to see that something is not packed. */
    private static final int ATTEMPT = 2048;

    private static final Decoder BASE64 = new Base64Text();

    private final Search search;

    Packed(Search search) {
        this.search = search;
    }

    /** Unpacks what begins in this run of Base64, one after the other. */
    void look(Level level, int begin, int end) {
        for (var at = find(level.bytes, begin, end); at >= 0; at = find(level.bytes, at, end)) {
            if (!search.allows(level, at, Math.min(end, at + ATTEMPT), ATTEMPT)) {
                return;
            }
            search(level, at, end);
            at += MAGIC.length;
        }
    }

    private static int find(byte[] bytes, int from, int to) {
        var at = from;
        for (; at + 2 * Long.BYTES <= to; at += Long.BYTES) {
            if (Words.equal(Words.at(bytes, at), FIRST) != 0) {
                var found = findFrom(bytes, at, at + Long.BYTES);
                if (found >= 0) {
                    return found;
                }
            }
        }
        return findFrom(bytes, at, to - MAGIC.length + 1);
    }

    private static int findFrom(byte[] bytes, int from, int behindLast) {
        for (var at = from; at < behindLast; at++) {
            if (Arrays.equals(bytes, at, at + MAGIC.length, MAGIC, 0, MAGIC.length)) {
                return at;
            }
        }
        return -1;
    }

    private void search(Level level, int begin, int end) {
        if (level.depth + 2 > Search.DEEPEST) {
            return;
        }
        var below = search.below(level);
        var source = new Feed(level.bytes, begin, end);
        try (var unpacked = new Unzipped(source)) {
            var kept = 0;
            while (true) {
                var piece = source.piece;
                var length = kept + unpacked.readNBytes(below.own(), kept, PART - kept);
                var behind = length < PART ? source.place(unpacked.unused()) : source.read;
                if (!search.allows(level, piece, behind, UNPACKING * (length - kept))) {
                    return;
                }
                below.unpacked(List.of(Decoding.BASE64, Decoding.GZIP), piece, behind, length);
                search.search(below, 0, length);
                if (length < PART) {
                    return;
                }
                kept = OVERLAP;
                System.arraycopy(below.own(), length - kept, below.own(), 0, kept);
            }
        } catch (IOException e) {
            search.allows(level, begin, source.read, source.read - begin);
        }
    }

    private static final class Unzipped extends GZIPInputStream {
        private static final int TRAILER = 8;

        Unzipped(Feed source) throws IOException {
            super(source, FEED);
        }

        /** At the end, bytes that were read and do not belong to it. */
        int unused() {
            return Math.max(0, inf.getRemaining() - TRAILER);
        }
    }

    private static final class Feed extends InputStream {
        private final byte[] bytes;
        private final int to;
        private final byte[] decoded = new byte[FEED];
        private int length;
        private int given;
        private int read;
        private int piece;

        Feed(byte[] bytes, int from, int to) {
            this.bytes = bytes;
            this.read = from;
            this.piece = from;
            this.to = to;
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
}
