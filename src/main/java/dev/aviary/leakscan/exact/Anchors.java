package dev.aviary.leakscan.exact;

/** Which form of which fingerprint has a window at which place: by its hash, for every eighth place. An entry is 32 bits of the hash and 32 of what is found. */
final class Anchors {

    /** The largest number of a fingerprint. */
    static final int MOST = (1 << 22) - 1;

    /** Windows of a form that can have an anchor. */
    static final int PLACES = 256;

    static final int EVERY = 8;

    private static final long TAG = 0xffffffff00000000L;

    private final long[] slots;
    private final int mask;
    private int size;

    /** @param anchors as many will be added, give or take a few */
    Anchors(long anchors) {
        var wanted = Math.max(16, anchors + anchors / 3);
        this.slots = new long[Math.toIntExact(Long.highestOneBit(wanted - 1) << 1)];
        this.mask = slots.length - 1;
    }

    /**
     * @param fingerprint 1 to {@link #MOST}
     * @return false if the table is full, and nothing was added
     */
    boolean add(long hash, int fingerprint, int form, int place) {
        if (size > slots.length / 8 * 7) {
            return false;
        }
        var at = (int) hash & mask;
        while (slots[at] != 0) {
            at = at + 1 & mask;
        }
        slots[at] = hash & TAG | fingerprint << 10 & 0xffffffffL | form << 5 | place / EVERY;
        size++;
        return true;
    }

    /** @return where the first entry with this hash is, or -1 */
    int find(long hash) {
        return from((int) hash & mask, hash);
    }

    /** @return where the next one is, or -1 */
    int next(int slot, long hash) {
        return from(slot + 1 & mask, hash);
    }

    int fingerprint(int slot) {
        return (int) slots[slot] >>> 10;
    }

    int form(int slot) {
        return (int) slots[slot] >>> 5 & 31;
    }

    int place(int slot) {
        return ((int) slots[slot] & 31) * EVERY;
    }

    private int from(int first, long hash) {
        for (var at = first; slots[at] != 0; at = at + 1 & mask) {
            if (((slots[at] ^ hash) & TAG) == 0) {
                return at;
            }
        }
        return -1;
    }
}
