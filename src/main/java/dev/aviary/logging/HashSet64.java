package dev.aviary.logging;

import java.util.concurrent.atomic.AtomicLongArray;

/** A set of 64-bit hashes of a fixed size: one writer at a time, readers without a lock. */
final class HashSet64 {

    private final AtomicLongArray slots;
    private final int mask;
    private int size;

    /** @param slots a power of two */
    HashSet64(int slots) {
        this.slots = new AtomicLongArray(slots);
        this.mask = slots - 1;
    }

    boolean contains(long hash) {
        var wanted = filled(hash);
        for (int at = (int) wanted & mask; ; at = at + 1 & mask) {
            var found = slots.getAcquire(at);
            if (found == wanted || found == 0) {
                return found == wanted;
            }
        }
    }

    /** @return false if it is as full as it may be, and nothing was added */
    boolean add(long hash) {
        if (contains(hash)) {
            return true;
        }
        if (size > slots.length() / 2) {
            return false;
        }
        var wanted = filled(hash);
        int at = (int) wanted & mask;
        while (slots.getPlain(at) != 0) {
            at = at + 1 & mask;
        }
        slots.setRelease(at, wanted);
        size++;
        return true;
    }

    /** Zero stands for an empty slot. */
    private static long filled(long hash) {
        return hash == 0 ? 1 : hash;
    }
}
