package dev.aviary.leakscan.rules;

import java.util.Arrays;

/** What all rules saw in a block. A text can be full of it, so each is a number, and the order of numbers is that in which they are judged. */
final class Sightings {

    private static final int LENGTH_BITS = 14;
    private static final int LONGEST = (1 << LENGTH_BITS) - 1;
    private static final int RANK_SHIFT = LENGTH_BITS + 1;
    private static final int FROM_SHIFT = 32;

    private static final byte TO_NONE = 0;
    private static final byte TO_ITS_RULE = 1;
    private static final byte TO_ANOTHER_RULE = 2;

    /** Those of its rule that it overlaps yield themselves. */
    private static final byte TO_SOME_OF_A_ROW = 4;

    private static final int RANKS = (1 << FROM_SHIFT - RANK_SHIFT) - 1;

    /** From high to low: where it begins, the rank, by how much it is shorter than any can be, whether it is allowed. */
    private long[] all = new long[64];

    private int count;
    private int latestFrom = -1;
    private int latestRank;

    /** Bytes of a stretch before the text's index 0. */
    private final int offset;

    /** Whether any overlap of the same rule. */
    private boolean rows;

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

    /** @param position where in the text the index 0 is, or would be */
    Sightings(long position) {
        this.offset = (int) Math.floorMod(position, (long) RuleSearch.STRETCH);
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
     * that the longest. Of two that overlap, the one of the later rule yields, even to one that yields itself: else it would depend on how far back the text
     * was looked at. Of the same rule the one that begins later yields to one that stands, so that of numbers in a row each can be seen, however they could
     * be read across. Which of them stand is decided anew in each stretch.
     */
    void standing(Standing standing) {
        Arrays.sort(all, 0, count);
        keepFirstOfEachBeginning();
        var yields = new byte[count];
        int opened = 0;
        for (int next = 0; next < count; next++) {
            opened = judge(next, opened, yields);
        }
        opened = 0;
        for (int next = 0; next < count && rows; next++) {
            opened = judgeRow(next, opened, yields);
        }
        for (int number = 0; number < count; number++) {
            if (yields[number] == TO_NONE || yields[number] == TO_SOME_OF_A_ROW) {
                standing.take(rank(number), from(number), to(number), (all[number] & 1) != 0);
            }
        }
    }

    /** Whether any of the same rule overlapped; known once they were judged. */
    boolean sawRows() {
        return rows;
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
    private int judge(int next, int opened, byte[] yields) {
        int still = keepOpen(next, opened);
        for (int number = 0; number < still; number++) {
            int earlier = open[number];
            if (rank(next) == rank(earlier)) {
                yields[next] |= TO_ITS_RULE;
                rows = true;
            } else {
                yields[rank(next) > rank(earlier) ? next : earlier] |= TO_ANOTHER_RULE;
            }
        }
        return opened(next, still);
    }

    private int judgeRow(int next, int opened, byte[] yields) {
        int still = keepOpen(next, opened);
        if (yields[next] == TO_ITS_RULE && !overlapsOneThatStands(next, still, yields)) {
            yields[next] = TO_SOME_OF_A_ROW;
        }
        return opened(next, still);
    }

    private boolean overlapsOneThatStands(int next, int still, byte[] yields) {
        for (int number = 0; number < still; number++) {
            int earlier = open[number];
            if (rank(earlier) == rank(next)
                    && (yields[earlier] == TO_NONE
                            || (yields[earlier] == TO_SOME_OF_A_ROW && stretch(earlier) == stretch(next)))) {
                return true;
            }
        }
        return false;
    }

    /** @return how many of those before overlap this one */
    private int keepOpen(int next, int opened) {
        int still = 0;
        for (int number = 0; number < opened; number++) {
            if (to(open[number]) > from(next)) {
                open[still++] = open[number];
            }
        }
        return still;
    }

    private int opened(int next, int still) {
        if (still == open.length) {
            open = Arrays.copyOf(open, 2 * still);
        }
        open[still] = next;
        return still + 1;
    }

    private int stretch(int number) {
        return (from(number) + offset) / RuleSearch.STRETCH;
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
