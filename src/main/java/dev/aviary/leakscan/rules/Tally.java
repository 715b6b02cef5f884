package dev.aviary.leakscan.rules;

/** How often each byte stands in a text. Kept, since a text can be full of secrets and a new one costs more than to count; for one thread. */
final class Tally {

    private final short[] counts = new short[256];

    /**
     * Counts one more.
     *
     * @return how many there were of it
     */
    int add(byte value) {
        return counts[value & 0xff]++;
    }

    /** Forgets these bytes, which must be all that were counted. */
    void clear(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            counts[bytes[at] & 0xff] = 0;
        }
    }
}
