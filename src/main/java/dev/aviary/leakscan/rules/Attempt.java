package dev.aviary.leakscan.rules;

/** What trying a pattern came to, and how much all tries read; for one thread. */
final class Attempt {

    private final Ends leadEnds = new Ends();
    private final Ends secretEnds = new Ends();
    private int secretFrom;
    private int secretTo;
    private long steps;
    private int reach;

    Ends leadEnds() {
        return leadEnds;
    }

    Ends secretEnds() {
        return secretEnds;
    }

    /** @return behind the last byte of the longest match that begins at {@code from}, or {@link Ends#NONE} */
    int walk(Dfa pattern, byte[] bytes, int from, int to) {
        int state = pattern.start();
        int end = pattern.accepts(state) ? from : Ends.NONE;
        int at = from;
        while (at < to && state != Dfa.DEAD) {
            state = pattern.next(state, bytes[at++]);
            end = pattern.accepts(state) ? at : end;
        }
        read(from, at);
        return end;
    }

    /** @return the first byte of the longest match that ends before {@code to}, or {@link Ends#NONE} */
    int walkBack(Dfa reversed, byte[] bytes, int to, int from) {
        int state = reversed.start();
        int first = reversed.accepts(state) ? to : Ends.NONE;
        int at = to;
        while (at > from && state != Dfa.DEAD) {
            state = reversed.next(state, bytes[--at]);
            first = reversed.accepts(state) ? at : first;
        }
        steps += to - at;
        return first;
    }

    /** Whether any match begins at {@code from}. */
    boolean begins(Dfa pattern, byte[] bytes, int from, int to) {
        int state = pattern.start();
        int at = from;
        while (at < to && state != Dfa.DEAD && !pattern.accepts(state)) {
            state = pattern.next(state, bytes[at++]);
        }
        read(from, at);
        return pattern.accepts(state);
    }

    boolean found(int from, int to) {
        secretFrom = from;
        secretTo = to;
        return true;
    }

    /** The secret has what stands before the pattern in it. */
    boolean beginsAt(int from) {
        secretFrom = from;
        return true;
    }

    void read(int from, int to) {
        steps += to - from;
        reach = Math.max(reach, to);
    }

    int secretFrom() {
        return secretFrom;
    }

    int secretTo() {
        return secretTo;
    }

    /** Bytes read so far. */
    long steps() {
        return steps;
    }

    /** Behind the furthest byte read so far. */
    int reach() {
        return reach;
    }
}
