package dev.aviary.leakscan.rules;

import java.util.Arrays;

/**
 * What rules saw at the same first byte and nobody has checked yet. Only the earliest rule that accepts what it saw counts, so the others need not be asked:
 * a check costs more than a match. For one thread.
 */
final class Undecided {

    private final Sightings decided;
    private final Judge judge;
    private int[] ranks = new int[8];
    private int[] ends = new int[8];
    private int count;
    private int from = -1;

    /** Decides what a rule saw. */
    interface Judge {

        /** @return whether the rule accepts it */
        boolean accepts(int rank, int from, int to);

        /** Whether it is known to be harmless. */
        boolean allows(int rank, int from, int to);

        /** No rule accepted what it saw here. */
        void refused();
    }

    Undecided(Sightings decided, Judge judge) {
        this.decided = decided;
        this.judge = judge;
    }

    void add(int rank, int from, int to) {
        if (from != this.from) {
            decide();
            this.from = from;
        }
        if (count == ranks.length) {
            ranks = Arrays.copyOf(ranks, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
        }
        int at = count++;
        for (; at > 0 && (ranks[at - 1] > rank || (ranks[at - 1] == rank && ends[at - 1] < to)); at--) {
            ranks[at] = ranks[at - 1];
            ends[at] = ends[at - 1];
        }
        ranks[at] = rank;
        ends[at] = to;
    }

    /** Whether an earlier rule than that of this rank has seen what begins here, and accepts it. */
    boolean isTaken(int rank, int from) {
        if (from == this.from && count > 0 && ranks[0] < rank) {
            decide();
        }
        return decided.outranks(rank, from);
    }

    void decide() {
        for (int number = 0; number < count; number++) {
            if (judge.accepts(ranks[number], from, ends[number])) {
                decided.add(ranks[number], from, ends[number], judge.allows(ranks[number], from, ends[number]));
                count = 0;
                return;
            }
        }
        if (count > 0) {
            judge.refused();
        }
        count = 0;
    }
}
