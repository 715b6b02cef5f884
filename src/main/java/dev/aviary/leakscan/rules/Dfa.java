package dev.aviary.leakscan.rules;

import org.jspecify.annotations.Nullable;

/** Patterns as a table: one look-up a byte, whatever the text. Always the same to its users. Thread-safe. */
final class Dfa {

    static final int DEAD = 0;

    /** Columns of a row behind those of the classes of bytes. */
    static final int COLUMNS = 2;

    private final byte[] classOf;
    private final char[] next;
    private final int start;
    private final int special;
    private final int accepting;
    private final int classes;
    private final @Nullable Word[] words;
    private final int[][] accepted;

    /** Mostly the one that is needed next. */
    private Beginning last = new Beginning(0, DEAD);

    /** The state behind four bytes; {@link #DEAD} if there is none, or if something is to be done before. */
    private record Beginning(int four, int state) {}

    /**
     * @param next for each state and class of bytes the next state; a state is named by the place of its row
     * @param special states from here on have a word or accept
     * @param accepting states from here on accept
     * @param width of a row; at its end are the numbers of the state and of what it accepts
     * @param words of states, by their numbers; null for none
     * @param accepted patterns, by that number
     */
    Dfa(
            byte[] classOf,
            char[] next,
            int start,
            int special,
            int accepting,
            int width,
            @Nullable Word[] words,
            int[][] accepted) {
        this.classOf = classOf;
        this.next = next;
        this.start = start;
        this.special = special;
        this.accepting = accepting;
        this.classes = width - COLUMNS;
        this.words = words;
        this.accepted = accepted;
    }

    int start() {
        return start;
    }

    /**
     * The state behind the first four bytes, in which nothing is to be done before them. It is known at once for those that were asked for last.
     *
     * @return {@link #DEAD} if they must be read one by one
     */
    int behind(int four) {
        var known = last;
        return known.four == four ? known.state : find(four);
    }

    private int find(int four) {
        int state = start;
        var isPlain = !accepts(start);
        for (int read = 0; read < Integer.BYTES && isPlain; read++) {
            state = next(state, (byte) (four >>> Byte.SIZE * read));
            isPlain = state != DEAD && (read == Integer.BYTES - 1 || !accepts(state));
        }
        var found = new Beginning(four, isPlain ? state : DEAD);
        last = found;
        return found.state;
    }

    int next(int state, byte value) {
        return next[state + (classOf[value & 0xff] & 0xff)];
    }

    int classes() {
        return classes;
    }

    /** For each byte its class; not to be changed. */
    byte[] classOf() {
        return classOf;
    }

    int nextOf(int state, int byteClass) {
        return next[state + byteClass];
    }

    /** The state that stays the same for most classes of bytes. */
    int usual() {
        int usual = start;
        int most = 0;
        for (int state = 0; state < next.length; state += classes + COLUMNS) {
            int same = 0;
            for (int byteClass = 0; byteClass < classes; byteClass++) {
                same += state != DEAD && nextOf(state, byteClass) == state ? 1 : 0;
            }
            usual = same > most && !accepts(state) ? state : usual;
            most = Math.max(most, same);
        }
        return usual;
    }

    boolean accepts(int state) {
        return state >= accepting;
    }

    /** What alone leads on from this state; null if several bytes do, or if it accepts. */
    @Nullable
    Word word(int state) {
        return words[next[state + classes]];
    }

    /** Numbers of the patterns that match in this state; not to be changed. */
    int[] accepted(int state) {
        return accepted[next[state + classes + 1]];
    }

    /**
     * Reads on until something is to be done: the state is dead, has a word or accepts, or the text ends.
     *
     * @return that state, and in the lower half the index behind the last byte read
     */
    long run(int from, byte[] bytes, int at, int to) {
        var next = this.next;
        var classOf = this.classOf;
        int plain = special - 1 + Integer.MIN_VALUE;
        int state = from;
        int read = at;
        do {
            state = next[state + (classOf[bytes[read++] & 0xff] & 0xff)];
        } while (read < to && state - 1 + Integer.MIN_VALUE < plain);
        return (long) state << Integer.SIZE | read;
    }
}
