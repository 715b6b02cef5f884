package dev.aviary.keys;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parts, each as UTF-8 behind its length of four bytes, in room that is used for one encoding after the other. What a place has in common with the one
 * before is left as it is: a token is opened again and again, and what is opened next is mostly of the same table. Made for every value that is sealed or
 * opened, so it counts: see {@code SealingBenchmark}. For one thread.
 */
final class Encoding {

    private static final int LENGTH_BYTES = 4;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHEST = ONES << 7;
    private static final long MARKS = ONES * '?';

    private byte[] bytes = new byte[256];
    private int size;

    private @Nullable Binding binding;
    private @Nullable Place place;

    /** Up to where {@link #bytes} hold what all values of the owner in the table have in common. */
    private int tableSize;

    /** @throws IllegalArgumentException for an unpaired surrogate: it would be encoded like a question mark, and two places would be one */
    void encode(Binding owner, Place where) {
        var before = binding == owner ? place : null;
        var isSameTable = before != null && before.table().equals(where.table());
        if (isSameTable && isSameRow(before.row(), where.row())) {
            return;
        }
        place = null;
        if (isSameTable) {
            size = tableSize;
        } else {
            begin(owner.common());
            add(where.table());
            tableSize = size;
        }
        add(where.row());
        binding = owner;
        place = where;
    }

    private static boolean isSameRow(List<String> row, List<String> other) {
        var parts = row.size();
        for (var i = 0; i < parts; i++) {
            if (other.size() != parts || !row.get(i).equals(other.get(i))) {
                return false;
            }
        }
        return other.size() == parts;
    }

    /** Begins anew, with what was encoded before. */
    void begin(byte[] before) {
        if (bytes.length < before.length) {
            bytes = new byte[before.length];
        }
        System.arraycopy(before, 0, bytes, 0, before.length);
        size = before.length;
    }

    void add(List<String> parts) {
        var count = parts.size();
        for (var i = 0; i < count; i++) {
            add(parts.get(i));
        }
    }

    private void add(String part) {
        var utf8 = utf8(part);
        var from = size + LENGTH_BYTES;
        if (bytes.length < from + utf8.length) {
            bytes = Arrays.copyOf(bytes, 2 * (from + utf8.length));
        }
        bytes[size] = (byte) (utf8.length >>> 24);
        bytes[size + 1] = (byte) (utf8.length >>> 16);
        bytes[size + 2] = (byte) (utf8.length >>> 8);
        bytes[size + 3] = (byte) utf8.length;
        System.arraycopy(utf8, 0, bytes, from, utf8.length);
        size = from + utf8.length;
    }

    /** The array that holds it, at its beginning; until the next one is encoded. */
    byte[] array() {
        return bytes;
    }

    int size() {
        return size;
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** {@code getBytes} writes a question mark for what has no encoding: if there is none, the bytes are right. */
    private static byte[] utf8(String part) {
        var bytes = part.getBytes(StandardCharsets.UTF_8);
        return hasQuestionMark(bytes) ? strict(part) : bytes;
    }

    /** Eight bytes at a time: xor makes the mark zero, and of a long with a zero byte in it, and of no other, a highest bit is left. */
    private static boolean hasQuestionMark(byte[] bytes) {
        var at = 0;
        for (; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
            var eight = (long) LONGS.get(bytes, at) ^ MARKS;
            if ((eight - ONES & ~eight & HIGHEST) != 0) {
                return true;
            }
        }
        for (; at < bytes.length; at++) {
            if (bytes[at] == '?') {
                return true;
            }
        }
        return false;
    }

    private static byte[] strict(String part) {
        try {
            var bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(part));
            return Arrays.copyOf(bytes.array(), bytes.remaining());
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("A part of a place is not valid Unicode text", e);
        }
    }
}
