package dev.aviary.sandbox;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Finch ids without a table: what an id stands for is permuted under a key into the 122 free bits of a version 4 UUID, and back. So any id is
 * found in constant time and no memory, however many people there are. 61 of the bits are redundancy: a made-up id is not taken for a real one.
 */
final class Ids {

    enum Kind {
        CLIENT,
        CONNECTION,
        ENTITY,
        TOKEN,
        PERSON,
        PAYMENT,
        PAY_GROUP,
        BENEFIT,
        COMPANY,
        ACCOUNT,
        JOB,
        SESSION,
        CODE,
        REQUEST,
        INTROSPECTION,
        DOCUMENT
    }

    /**
     * @param place number of the connection or entity that the thing belongs to
     * @param epoch how often all ids there have changed
     */
    record Ref(Kind kind, int place, int epoch, int index) {}

    static final int MAX_PLACES = 1 << 20;
    static final int MAX_EPOCHS = 1 << 5;

    private static final Kind[] KINDS = Kind.values();
    private static final long HALF = (1L << 61) - 1;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final long[] keys = new long[4];

    Ids(long seed) {
        var draw = new Draw(Draw.key(seed, 0x1D5));
        for (int i = 0; i < keys.length; i++) {
            keys[i] = draw.next();
        }
    }

    String of(Kind kind, int place, int index) {
        return of(kind, place, 0, index);
    }

    String of(Kind kind, int place, int epoch, int index) {
        var left = ((long) kind.ordinal() << 57) | ((long) place << 37) | ((long) epoch << 32) | (index & 0xFFFFFFFFL);
        var right = 0L;
        for (var key : keys) {
            var next = left ^ round(right, key);
            left = right;
            right = next;
        }
        return text(left, right);
    }

    /** Null for anything that is no id of this sandbox. */
    @Nullable
    Ref find(@Nullable String id) {
        if (id == null || id.length() != 36) {
            return null;
        }
        var high = hex(id, 0, 18);
        var low = hex(id, 18, 36);
        return high.valid && low.valid ? decode(high.value, low.value) : null;
    }

    /** As {@link #find(String)}, null also for a thing of another kind. */
    @Nullable
    Ref find(@Nullable String id, Kind kind) {
        var ref = find(id);
        return ref != null && ref.kind() == kind ? ref : null;
    }

    private @Nullable Ref decode(long high, long low) {
        if ((high & 0xF000) != 0x4000 || (low >>> 62) != 2) {
            return null;
        }
        var free = ((high >>> 16) << 12) | (high & 0xFFF);
        var left = (free << 1) | ((low >>> 61) & 1);
        var right = low & HALF;
        for (int i = keys.length - 1; i >= 0; i--) {
            var before = right ^ round(left, keys[i]);
            right = left;
            left = before;
        }
        return right == 0 ? unpack(left) : null;
    }

    private static Ref unpack(long packed) {
        return new Ref(
                KINDS[(int) (packed >>> 57)],
                (int) (packed >>> 37) & (MAX_PLACES - 1),
                (int) (packed >>> 32) & (MAX_EPOCHS - 1),
                (int) packed);
    }

    private static long round(long half, long key) {
        return Draw.mix(half + key) & HALF;
    }

    private static String text(long left, long right) {
        var free = left >>> 1;
        var high = ((free >>> 12) << 16) | 0x4000 | (free & 0xFFF);
        var low = (2L << 62) | ((left & 1) << 61) | right;
        var text = new byte[36];
        var at = digits(text, 0, high);
        digits(text, at, low);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static int digits(byte[] text, int start, long value) {
        var at = start;
        for (int i = 0; i < 16; i++) {
            if (isDash(at)) {
                text[at++] = '-';
            }
            text[at++] = HEX[(int) (value >>> (60 - 4 * i)) & 0xF];
        }
        return at;
    }

    private static boolean isDash(int at) {
        return at == 8 || at == 13 || at == 18 || at == 23;
    }

    /** -1 for what is no hexadecimal digit. */
    private static int digit(char letter) {
        if (letter >= '0' && letter <= '9') {
            return letter - '0';
        }
        var lower = letter | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    private record Half(long value, boolean valid) {
        static final Half INVALID = new Half(0, false);
    }

    private static Half hex(String id, int from, int to) {
        var value = 0L;
        for (int i = from; i < to; i++) {
            if (isDash(i)) {
                if (id.charAt(i) != '-') {
                    return Half.INVALID;
                }
                continue;
            }
            var digit = digit(id.charAt(i));
            if (digit < 0) {
                return Half.INVALID;
            }
            value = (value << 4) | digit;
        }
        return new Half(value, true);
    }
}
