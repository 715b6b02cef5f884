package dev.aviary.leakscan.exact;

import dev.aviary.leakscan.Decoding;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Unpacks gzip inside Base64 and searches it. A place in it can be traced only to the piece of Base64 that was read for it. */
final class Packed {

    /** Base64 of the first three bytes of gzip. */
    private static final byte[] MAGIC = {'H', '4', 's', 'I'};

    private static final long FIRST = Words.each(MAGIC[0]);
    private static final long SECOND = Words.each(MAGIC[1]);

    /** Bytes that are unpacked at once; with what packs them they are shorter than what a block shows of a hit. */
    private static final int PART = 8 << 10;

    private static final int OVERLAP = 2 << 10;

    /** What a byte costs that is unpacked, in bytes that are decoded otherwise. */
    private static final int UNPACKING = 2;

    /** And to see that something is not packed. */
    private static final int ATTEMPT = 2048;

    private final Search search;
    private final Inflater[] inflaters = new Inflater[Search.DEEPEST];

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
            if ((Words.equal(Words.at(bytes, at), FIRST) & Words.equal(Words.at(bytes, at + 1), SECOND)) != 0) {
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
        var source = new GzipBase64(level.bytes, begin, end);
        if (!source.skipHeader()) {
            search.allows(level, begin, source.read, source.read - begin);
            return;
        }
        var unpacked = new Unpacked(source, inflater(level));
        var kept = 0;
        var paidFor = begin;
        while (true) {
            var piece = source.piece;
            var length = unpacked.fill(below.own(), kept);
            var behind = length < PART ? source.place(unpacked.unused()) : source.read;
            var cost = Math.max(source.read - paidFor, UNPACKING * (length - kept));
            paidFor = source.read;
            if (!search.allows(level, piece, behind, cost)) {
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
    }

    /** One for each depth, since to make one takes longer than to see that something is not packed. */
    private Inflater inflater(Level level) {
        if (inflaters[level.depth] == null) {
            inflaters[level.depth] = new Inflater(true);
        }
        inflaters[level.depth].reset();
        return inflaters[level.depth];
    }

    private static final class Unpacked extends InflaterInputStream {
        private static final int TRAILER = 8;

        Unpacked(GzipBase64 source, Inflater inflater) {
            super(source, inflater, GzipBase64.FEED);
        }

        /** @return behind the last byte: {@link #PART}, or less if it ends or is broken here; what is before that counts */
        int fill(byte[] out, int from) {
            var length = from;
            try {
                while (length < PART) {
                    var count = read(out, length, PART - length);
                    if (count < 0) {
                        break;
                    }
                    length += count;
                }
            } catch (IOException e) {
                return length;
            }
            return length;
        }

        /** At the end, bytes that were read and do not belong to it. */
        int unused() {
            return Math.max(0, inf.getRemaining() - TRAILER);
        }
    }
}
