package dev.aviary.leakscan.rules;

/**
 * How evenly the bytes of a secret are spread, in bits a byte (Shannon).
 *
 * @param least refuses what has less
 */
record Entropy(double least) implements SecretCheck {

    /** What one more of the same byte adds to the sum of {@code n log2 n}. */
    private static final long[] ADDS = new long[RulePattern.LONGEST_SECRET];

    /** {@code n log2 n}. */
    private static final long[] SUMS = new long[RulePattern.LONGEST_SECRET + 1];

    /** Whole numbers, which are added faster. */
    private static final double UNIT = 1L << 32;

    static {
        for (int count = 1; count < ADDS.length; count++) {
            SUMS[count + 1] = Math.round((count + 1) * Math.log(count + 1) / Math.log(2) * UNIT);
            ADDS[count] = SUMS[count + 1] - SUMS[count];
        }
    }

    @Override
    public boolean accepts(byte[] bytes, int from, int to) {
        var counts = new short[256];
        long sum = 0;
        for (int at = from; at < to; at++) {
            sum += ADDS[counts[bytes[at] & 0xff]++];
        }
        return (SUMS[to - from] - sum) / UNIT >= least * (to - from);
    }
}
