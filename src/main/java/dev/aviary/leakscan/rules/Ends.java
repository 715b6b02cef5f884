package dev.aviary.leakscan.rules;

/** Where a pattern that began at some place can end: the last few of these places, for one thread. */
final class Ends {

    static final int NONE = -1;

    private static final int KEPT = 16;

    private final int[] ends = new int[KEPT];
    private int count;
    private int next;

    void clear() {
        count = 0;
    }

    void add(int end) {
        ends[count++ & KEPT - 1] = end;
    }

    boolean isEmpty() {
        return count == 0;
    }

    boolean isSingle() {
        return count == 1;
    }

    /** @return {@link #NONE} if the pattern did not match */
    int latest() {
        next = count;
        return earlier();
    }

    /** The one before the one that was given last. */
    int earlier() {
        return next == 0 || --next < count - KEPT ? NONE : ends[next & KEPT - 1];
    }
}
