package dev.aviary.leakscan.rules;

/**
 * How evenly the bytes of a secret are spread, in bits a byte (Shannon).
 *
 * @param least refuses what has less
 */
record Entropy(double least) implements SecretCheck {

    /** What one more of the same byte adds to the sum of {@code n log2 n}. */
    private static final double[] ADDS = adds();

    @Override
    public boolean accepts(byte[] bytes, int from, int to) {
        var counts = new short[256];
        double sum = 0;
        double whole = 0;
        for (int at = from; at < to; at++) {
            sum += ADDS[counts[bytes[at] & 0xff]++];
            whole += ADDS[at - from];
        }
        return whole - sum >= least * (to - from);
    }

    private static double[] adds() {
        var adds = new double[RulePattern.LONGEST + 1];
        for (int count = 1; count < adds.length; count++) {
            adds[count] = ((count + 1) * Math.log(count + 1) - count * Math.log(count)) / Math.log(2);
        }
        return adds;
    }
}
