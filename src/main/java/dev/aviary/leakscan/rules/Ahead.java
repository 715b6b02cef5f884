package dev.aviary.leakscan.rules;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Which bytes can stand from the fifth to the eighth place of a match of any of some patterns, each place by itself. Most of what begins like a match goes
 * on otherwise, which four look-ups tell that need not wait for each other. Immutable.
 */
final class Ahead {

    private static final int FIRST = Beginnings.LENGTH;
    private static final int PLACES = 4;

    /** For each byte a bit for each place. */
    private final byte[] allowed = new byte[256];

    private Ahead() {
        Arrays.fill(allowed, (byte) -1);
    }

    /** @param patterns all that a match has, each; if they are together too large to follow, anything can stand there */
    static Ahead of(List<PatternNode> patterns) {
        try {
            return new Ahead(new Nfa(patterns));
        } catch (BadPatternException e) {
            return new Ahead();
        }
    }

    private Ahead(Nfa states) {
        var reached = states.atStart();
        for (int place = 0; place < FIRST + PLACES; place++) {
            var reads = reached.nextSetBit(0) < states.patterns() ? ByteSet.NONE.not() : ByteSet.NONE;
            var next = new BitSet();
            for (int state = reached.nextSetBit(0); state >= 0; state = reached.nextSetBit(state + 1)) {
                if (state < states.patterns()) {
                    next.set(state);
                } else {
                    reads = reads.or(states.reads(state));
                    next.or(states.behind(state));
                }
            }
            allow(reads, place - FIRST);
            reached = next;
        }
    }

    private void allow(ByteSet reads, int place) {
        for (int value = 0; value < allowed.length && place >= 0; value++) {
            allowed[value] |= (byte) (reads.has(value) ? 1 << place : 0);
        }
    }

    /** Whether what begins at {@code at} can go on to a match; if the text ends soon, it can. */
    boolean goesOn(byte[] bytes, int at, int to) {
        return at + FIRST + PLACES > to
                || (allowed[bytes[at + FIRST] & 0xff]
                                & allowed[bytes[at + FIRST + 1] & 0xff] >> 1
                                & allowed[bytes[at + FIRST + 2] & 0xff] >> 2
                                & allowed[bytes[at + FIRST + 3] & 0xff] >> 3
                                & 1)
                        != 0;
    }
}
