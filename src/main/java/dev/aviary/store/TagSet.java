package dev.aviary.store;

import java.nio.ByteBuffer;

/** Which tags there are, by their first eight bytes: a few more than there are, one in 2^64 for each. Filled by one thread, then read by any. */
final class TagSet {

    private static final int LEAST = 1024;

    private long[] slots = new long[LEAST];
    private int size;

    void add(byte[] tag) {
        if (2 * (size + 1) > slots.length) {
            grow();
        }
        if (put(slots, key(tag))) {
            size++;
        }
    }

    boolean mayHave(byte[] tag) {
        var key = key(tag);
        for (var slot = (int) key & slots.length - 1; slots[slot] != 0; slot = slot + 1 & slots.length - 1) {
            if (slots[slot] == key) {
                return true;
            }
        }
        return false;
    }

    int size() {
        return size;
    }

    private void grow() {
        var larger = new long[2 * slots.length];
        for (var key : slots) {
            if (key != 0) {
                put(larger, key);
            }
        }
        slots = larger;
    }

    private static boolean put(long[] slots, long key) {
        var slot = (int) key & slots.length - 1;
        while (slots[slot] != 0) {
            if (slots[slot] == key) {
                return false;
            }
            slot = slot + 1 & slots.length - 1;
        }
        slots[slot] = key;
        return true;
    }

    /** 0 is an empty slot. */
    private static long key(byte[] tag) {
        var key = ByteBuffer.wrap(tag).getLong();
        return key == 0 ? 1 : key;
    }
}
