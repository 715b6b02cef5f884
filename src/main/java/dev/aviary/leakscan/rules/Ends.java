package dev.aviary.leakscan.rules;

/** Where a pattern that began at some place can end: the last few of these places, for one thread. */
final class Ends {

    static final int NONE = -1;

    private static final int KEPT = 16;

    private final int[] ends = new int[KEPT];
    private int count;
    private int next;

    /** Reads on until nothing can match any more, at most to {@code to}. */
    void walk(Dfa pattern, byte[] bytes, int from, int to, Attempt attempt) {
        int found = 0;
        int state = pattern.start();
        int at = from;
        if (pattern.accepts(state)) {
            ends[found++] = at;
        }
        while (at < to) {
            state = pattern.next(state, bytes[at++]);
            if (state == Dfa.DEAD) {
                break;
            }
            if (pattern.accepts(state)) {
                ends[found++ & KEPT - 1] = at;
            }
        }
        attempt.read(from, at);
        count = found;
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
