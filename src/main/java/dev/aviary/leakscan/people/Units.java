package dev.aviary.leakscan.people;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads characters of a text, forward or backward, and those that are escaped ({@code %40}, {@code \}{@code u0040}, {@code \n}) as what they stand for. */
final class Units {

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int PERCENT = 3;
    private static final int UNICODE = 6;
    private static final int LENGTH_BITS = 3;

    private final byte[] bytes;
    private final int from;
    private final int to;

    Units(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    byte at(int index) {
        return bytes[index];
    }

    /** Eight bytes at once. */
    long word(int index) {
        return (long) WORDS.get(bytes, index);
    }

    /** The value of a unit: 0 to 255, where all above are no ASCII. */
    static int value(int unit) {
        return unit >> LENGTH_BITS;
    }

    static int length(int unit) {
        return unit & (1 << LENGTH_BITS) - 1;
    }

    /** Whether it was written as an escape. */
    static boolean isEscape(int unit) {
        return length(unit) > 1;
    }

    /** The unit that begins there; less than 0 behind the end. */
    int after(int index) {
        if (index >= to) {
            return -1;
        }
        if (bytes[index] == '%' && isHex(index + 1, 2)) {
            return unit(hex(index + 1, 2), PERCENT);
        }
        if (bytes[index] == '\\' && index + 1 < to) {
            return bytes[index + 1] == 'u' && isHex(index + 2, 4)
                    ? unit(Math.min(0xff, hex(index + 2, 4)), UNICODE)
                    : unit('\\', 1);
        }
        return unit(bytes[index] & 0xff, 1);
    }

    /** The unit that ends there; less than 0 at the beginning. */
    int before(int index) {
        if (index <= from) {
            return -1;
        }
        if (index - PERCENT >= from && bytes[index - PERCENT] == '%' && isHex(index - 2, 2)) {
            return unit(hex(index - 2, 2), PERCENT);
        }
        if (index - UNICODE >= from
                && bytes[index - UNICODE] == '\\'
                && bytes[index - UNICODE + 1] == 'u'
                && isHex(index - 4, 4)) {
            return unit(Math.min(0xff, hex(index - 4, 4)), UNICODE);
        }
        if (index - 2 >= from && bytes[index - 2] == '\\' && "nrtbf".indexOf(bytes[index - 1]) >= 0) {
            return unit('\n', 2);
        }
        return unit(bytes[index - 1] & 0xff, 1);
    }

    private static int unit(int value, int length) {
        return value << LENGTH_BITS | length;
    }

    private boolean isHex(int index, int digits) {
        if (index + digits > to) {
            return false;
        }
        for (var i = index; i < index + digits; i++) {
            if (digit(bytes[i]) < 0) {
                return false;
            }
        }
        return true;
    }

    private int hex(int index, int digits) {
        int value = 0;
        for (var i = index; i < index + digits; i++) {
            value = value << 4 | digit(bytes[i]);
        }
        return value;
    }

    static int digit(byte b) {
        if (b >= '0' && b <= '9') {
            return b - '0';
        }
        var lower = b | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }
}
