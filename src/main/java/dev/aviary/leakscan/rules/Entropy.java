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
    public boolean accepts(byte[] bytes, int from, int to, Tally tally) {
        int length = to - from;
        return isEnough(SUMS[length] - SUMS[length - different(bytes, from, to) + 1], length)
                || isEnough(SUMS[length] - counted(bytes, from, to, tally), length);
    }

    private boolean isEnough(long sum, int length) {
        return sum / UNIT >= least * length;
    }

    /**
     * At least so many different bytes are there: those that are the same but for the upper two bits are taken as one. No text of this many has less entropy
     * than one in which all others are the same, so most secrets need not be counted.
     */
    private static int different(byte[] bytes, int from, int to) {
        long seen = 0;
        for (int at = from; at < to; at++) {
            seen |= 1L << bytes[at];
        }
        return Long.bitCount(seen);
    }

    private static long counted(byte[] bytes, int from, int to, Tally tally) {
        long sum = 0;
        for (int at = from; at < to; at++) {
            sum += ADDS[tally.add(bytes[at])];
        }
        tally.clear(bytes, from, to);
        return sum;
    }
}
