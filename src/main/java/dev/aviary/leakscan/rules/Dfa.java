package dev.aviary.leakscan.rules;

/** A pattern as a table: one look-up a byte, whatever the text. Immutable. */
final class Dfa {

    static final int DEAD = 0;

    /** Accepts at once. */
    static final Dfa ANYTHING = new Dfa(new byte[256], new char[1], 0, 0);

    private final byte[] classOf;
    private final char[] next;
    private final int start;
    private final int accepting;

    /**
     * @param next for each state and class of bytes the next state; a state is named by the place of its row
     * @param accepting states from here on accept
     */
    Dfa(byte[] classOf, char[] next, int start, int accepting) {
        this.classOf = classOf;
        this.next = next;
        this.start = start;
        this.accepting = accepting;
    }

    int start() {
        return start;
    }

    int next(int state, byte value) {
        return next[state + (classOf[value & 0xff] & 0xff)];
    }

    boolean accepts(int state) {
        return state >= accepting;
    }

    /** Whether exactly these bytes match. */
    boolean matches(byte[] bytes, int from, int to) {
        int state = start;
        for (int at = from; at < to && state != DEAD; at++) {
            state = next(state, bytes[at]);
        }
        return accepts(state);
    }
}
