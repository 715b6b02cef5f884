package dev.aviary.leakscan.exact;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks at eight bytes at a time, without branches. */
final class Words {

    static final long HIGH = 0x8080808080808080L;

    private static final long ONES = 0x0101010101010101L;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Words() {}

    static long at(byte[] bytes, int from) {
        return (long) LONGS.get(bytes, from);
    }

    static long each(int value) {
        return ONES * value;
    }

    /** The high bit of each byte that equals; bits above the first that is set mean nothing. */
    static long equal(long word, long each) {
        var zero = word ^ each;
        return zero - ONES & ~zero & HIGH;
    }

    /** 1 if it is, 0 if not. */
    static int isZero(long word) {
        return (int) ((word - 1 & ~word) >>> 63);
    }
}
