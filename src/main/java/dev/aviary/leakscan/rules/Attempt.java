package dev.aviary.leakscan.rules;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** What trying patterns came to, and how much all tries read; for one thread. */
final class Attempt {

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final Undecided known;
    private final Ends secretEnds = new Ends();
    private final Ends[] secretEnd = {secretEnds};
    private Ends[] ends = {};
    private int secretFrom;
    private int secretTo;
    private boolean inVain;
    private long steps;
    private int reach;

    /** @param known what the tries before came to */
    Attempt(Undecided known) {
        this.known = known;
    }

    /** Of the pattern with this number among those that were walked together last. */
    Ends ends(int number) {
        return ends[number];
    }

    Ends secretEnds() {
        return secretEnds;
    }

    /**
     * Reads on until none of the patterns can match any more, at most to {@code to}.
     *
     * @return whether any matched
     */
    boolean walkAll(Dfa patterns, int count, byte[] bytes, int from, int to) {
        clear(count);
        return walk(patterns, bytes, from, to, ends);
    }

    private void clear(int count) {
        int known = ends.length;
        if (known < count) {
            ends = Arrays.copyOf(ends, count);
            Arrays.setAll(ends, number -> number < known ? ends[number] : new Ends());
        }
        for (int number = 0; number < count; number++) {
            ends[number].clear();
        }
    }

    /** The same for the ends of a secret. */
    void walkSecret(Dfa secret, byte[] bytes, int from, int to) {
        secretEnds.clear();
        walk(secret, bytes, from, to, secretEnd);
    }

    private boolean walk(Dfa patterns, byte[] bytes, int from, int to, Ends[] ends) {
        int behind = to - from < Integer.BYTES ? Dfa.DEAD : patterns.behind((int) INTS.get(bytes, from));
        int state = behind == Dfa.DEAD ? patterns.start() : behind;
        int at = behind == Dfa.DEAD ? from : from + Integer.BYTES;
        var any = false;
        while (true) {
            var word = patterns.word(state);
            if (word != null) {
                int end = at < to ? word.end(bytes, at, to) : ~at;
                state = end < 0 ? Dfa.DEAD : word.then();
                at = end < 0 ? ~end : end;
            }
            if (patterns.accepts(state)) {
                any = true;
                for (int number : patterns.accepted(state)) {
                    ends[number].add(at);
                }
            }
            if (state == Dfa.DEAD || at == to) {
                break;
            }
            long reached = patterns.run(state, bytes, at, to);
            state = (int) (reached >>> Integer.SIZE);
            at = (int) reached;
        }
        read(from, at);
        return any;
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

    /** Before the next place is tried. */
    void begin() {
        inVain = true;
    }

    /** Whether nothing was found since then, nor what is known already. */
    boolean isInVain() {
        return inVain;
    }

    /** Whether an earlier rule than that of this rank has seen what begins here. */
    boolean isTaken(int rank, int secretFrom) {
        var taken = known.isTaken(rank, secretFrom);
        inVain &= !taken;
        return taken;
    }

    boolean found(int from, int to) {
        inVain = false;
        secretFrom = from;
        secretTo = to;
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
