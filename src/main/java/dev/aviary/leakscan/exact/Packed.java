package dev.aviary.leakscan.exact;

import dev.aviary.leakscan.Decoding;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Unpacks gzip inside Base64 and searches it. A place in it can be traced only to the piece of Base64 that was read for it. */
final class Packed {

    /** Base64 of the first three bytes of gzip. */
    private static final byte[] MAGIC = {'H', '4', 's', 'I'};

    /** Bytes that are unpacked at once; with what packs them they are shorter than what a block shows of a hit. */
    private static final int PART = 8 << 10;

    private static final int OVERLAP = 2 << 10;

    /** Divides by three. */
    private static final int FEED = 510;

    private static final Decoder BASE64 = new Base64Text();

    private final Search search;

    Packed(Search search) {
        this.search = search;
    }

    static int find(byte[] bytes, int from, int to) {
        for (var at = from; at + MAGIC.length <= to; at++) {
            if (bytes[at] == MAGIC[0]
                    && bytes[at + 1] == MAGIC[1]
                    && bytes[at + 2] == MAGIC[2]
                    && bytes[at + 3] == MAGIC[3]) {
                return at;
            }
        }
        return -1;
    }

    void search(Level level, int begin, int end) {
        if (level.depth + 2 > Search.DEEPEST || !search.allows(level, begin, end)) {
            return;
        }
        var below = search.below(level);
        var source = new Feed(level.bytes, begin, end);
        try (var unpacked = new GZIPInputStream(source, FEED)) {
            var kept = 0;
            while (true) {
                var piece = source.piece;
                var length = kept + unpacked.readNBytes(below.own(), kept, PART - kept);
                below.unpacked(List.of(Decoding.BASE64, Decoding.GZIP), piece, source.read, length);
                search.search(below, 0, length);
                if (length < PART || !search.allows(level, 0, length)) {
                    return;
                }
                kept = OVERLAP;
                System.arraycopy(below.own(), length - kept, below.own(), 0, kept);
            }
        } catch (IOException e) {
            return;
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
