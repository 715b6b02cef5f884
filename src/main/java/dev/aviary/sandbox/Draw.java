package dev.aviary.sandbox;

/** A repeatable sequence of draws: the same key gives the same sequence, on every machine and in every version of Java. */
final class Draw {

    private static final long STEP = 0x9E3779B97F4A7C15L;

    private long state;

    Draw() {
        this(0);
    }

    Draw(long key) {
        state = key;
    }

    /** Starts the sequence of {@code key}, so that one object serves a whole request. */
    Draw restart(long key) {
        state = key;
        return this;
    }

    long next() {
        state += STEP;
        return mix(state);
    }

    /** Evenly drawn from 0 (included) to {@code bound} (excluded). */
    int below(int bound) {
        return (int) (((next() >>> 32) * bound) >>> 32);
    }

    int between(int low, int high) {
        return low + below(high - low + 1);
    }

    boolean percent(int chance) {
        return below(100) < chance;
    }

    boolean perMille(int chance) {
        return below(1000) < chance;
    }

    <T> T of(T[] choices) {
        return choices[below(choices.length)];
    }

    /** The finaliser of SplitMix64: a bijection that spreads every input bit over all output bits. */
    static long mix(long value) {
        var z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    static long key(long parent, long child) {
        return mix(parent ^ mix(child * STEP + 1));
    }
}
