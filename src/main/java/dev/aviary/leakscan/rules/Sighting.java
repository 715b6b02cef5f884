package dev.aviary.leakscan.rules;

/**
 * What a rule saw in a block.
 *
 * @param rank of the rule: that of the first rule of the file is 0
 * @param from index of the secret's first byte
 * @param to behind its last one
 * @param allowed whether it is known to be harmless: not reported, nor by a later rule
 */
record Sighting(int rank, int from, int to, boolean allowed) {

    /** Of two that overlap, the earlier rule's counts, and of the same rule the one that begins first or is longer. */
    boolean yieldsTo(Sighting other) {
        if (rank != other.rank) {
            return rank > other.rank;
        }
        return from > other.from || (from == other.from && to < other.to);
    }
}
