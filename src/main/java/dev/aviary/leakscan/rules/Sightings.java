package dev.aviary.leakscan.rules;

import java.util.Arrays;

/** What all rules saw in a block. A text can be full of it, so each is a number, and the order of numbers is that in which they are judged. */
final class Sightings {

    private static final int LENGTH_BITS = 14;
    private static final int LONGEST = (1 << LENGTH_BITS) - 1;
    private static final int RANK_SHIFT = LENGTH_BITS + 1;
    private static final int FROM_SHIFT = 32;
    private static final int RANKS = (1 << FROM_SHIFT - RANK_SHIFT) - 1;

    /** From high to low: where it begins, the rank, by how much it is shorter than any can be, whether it is allowed. */
    private long[] all = new long[64];

    private int count;
    private int latestFrom = -1;
    private int latestRank;

    /** Numbers of those that the one looked at may overlap. */
    private int[] open = new int[16];

    /** Takes what a rule saw and no other rule reports. */
    interface Standing {

        /**
         * @param rank of the rule: that of the first rule of the file is 0
         * @param from index of the secret's first byte
         * @param to behind its last one
         * @param allowed whether it is known to be harmless: not reported, nor by a later rule
         */
        void take(int rank, int from, int to, boolean allowed);
    }

    void add(int rank, int from, int to, boolean allowed) {
        if (count == all.length) {
            all = Arrays.copyOf(all, 2 * count);
        }
        all[count++] = (long) from << FROM_SHIFT
                | (long) rank << RANK_SHIFT
                | (long) (LONGEST - (to - from)) << 1
                | (allowed ? 1 : 0);
        latestFrom = from;
        latestRank = rank;
    }

    /** Whether it is known already that a rule of this rank need not look at what begins here. */
    boolean outranks(int rank, int from) {
        return latestFrom == from && latestRank < rank;
    }

    /**
     * Gives those that yield to no other, in the order of the text. Of those that begin at the same byte there is only the one of the earliest rule, and of
     * that the longest. Of two that overlap, the one of the later rule yields, and of the same rule the one that begins later. Whoever yields does so even
     * to one that yields itself: else it would depend on how far back the text was looked at.
     */
    void standing(Standing standing) {
        Arrays.sort(all, 0, count);
        keepFirstOfEachBeginning();
        var yields = new boolean[count];
        int opened = 0;
        for (int next = 0; next < count; next++) {
            opened = judge(next, opened, yields);
        }
        for (int number = 0; number < count; number++) {
            if (!yields[number]) {
                standing.take(rank(number), from(number), to(number), (all[number] & 1) != 0);
            }
        }
    }

    private void keepFirstOfEachBeginning() {
        int kept = 0;
        for (int next = 0; next < count; next++) {
            if (kept == 0 || from(kept - 1) != from(next)) {
                all[kept++] = all[next];
            }
        }
        count = kept;
    }

    /** @return how many there are, this one included, that the next one may overlap */
    private int judge(int next, int opened, boolean[] yields) {
        int still = 0;
        for (int number = 0; number < opened; number++) {
            int earlier = open[number];
            if (to(earlier) > from(next)) {
                boolean isLater = rank(next) >= rank(earlier);
                yields[next] |= isLater;
                yields[earlier] |= !isLater;
                open[still++] = earlier;
            }
        }
        if (still == open.length) {
            open = Arrays.copyOf(open, 2 * still);
        }
        open[still] = next;
        return still + 1;
    }

    private int from(int number) {
        return (int) (all[number] >>> FROM_SHIFT);
    }

    private int to(int number) {
        return from(number) + LONGEST - ((int) (all[number] >>> 1) & LONGEST);
    }

    private int rank(int number) {
        return (int) (all[number] >>> RANK_SHIFT) & RANKS;
    }
}
