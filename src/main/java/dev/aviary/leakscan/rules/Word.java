package dev.aviary.leakscan.rules;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Bytes that alone lead on from a state of a table. To compare them, eight at a time, is several times as fast as to look each one up, which has to wait for
 * the last look-up. Immutable.
 */
final class Word {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] letters;
    private final byte[] cases;
    private final int then;

    /** The same as {@link #letters} and {@link #cases}, eight in each, and which bits there are. */
    private final long[] eights;

    private final long[] casesOfEights;
    private final long[] masks;

    /**
     * @param letters in lower case where the case does not count
     * @param cases the bit by which the cases differ, where it does not count
     * @param then the state behind the last letter, or its place
     */
    Word(byte[] letters, byte[] cases, int then) {
        this.letters = letters;
        this.cases = cases;
        this.then = then;
        this.eights = new long[(letters.length + Long.BYTES - 1) / Long.BYTES];
        this.casesOfEights = new long[eights.length];
        this.masks = new long[eights.length];
        for (int at = 0; at < letters.length; at++) {
            int shift = at % Long.BYTES * Byte.SIZE;
            eights[at / Long.BYTES] |= (letters[at] & 0xffL) << shift;
            casesOfEights[at / Long.BYTES] |= (cases[at] & 0xffL) << shift;
            masks[at / Long.BYTES] |= 0xffL << shift;
        }
    }

    /** @return behind the last letter; if the text says something else or ends before, the complement of the index behind the last byte looked at */
    int end(byte[] bytes, int from, int to) {
        if (letters.length > to - from || eights.length * Long.BYTES > bytes.length - from) {
            return endNearTheEnd(bytes, from, to);
        }
        for (int number = 0; number < eights.length; number++) {
            int at = from + number * Long.BYTES;
            long other = (((long) LONGS.get(bytes, at) | casesOfEights[number]) ^ eights[number]) & masks[number];
            if (other != 0) {
                return ~(at + Long.numberOfTrailingZeros(other) / Byte.SIZE + 1);
            }
        }
        return from + letters.length;
    }

    private int endNearTheEnd(byte[] bytes, int from, int to) {
        int length = Math.min(letters.length, to - from);
        for (int at = 0; at < length; at++) {
            if ((bytes[from + at] | cases[at]) != letters[at]) {
                return ~(from + at + 1);
            }
        }
        return length == letters.length ? from + length : ~to;
    }

    Word placed(int[] places) {
        return new Word(letters, cases, places[then]);
    }

    int then() {
        return then;
    }
}
