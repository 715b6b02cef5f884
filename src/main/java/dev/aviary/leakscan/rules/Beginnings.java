package dev.aviary.leakscan.rules;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/** The first four bytes that matches of a pattern can have, upper and lower case taken as one. */
final class Beginnings {

    static final int LENGTH = 4;

    /** Of four bytes in an int, the first one lowest. Merges a few signs as well, which only costs a look. */
    static final int FOLD = 0x20202020;

    private static final int CASE = FOLD & 0xff;
    private static final int MOST = 1_024;

    private final Nfa pattern;
    private final Set<Integer> found = new HashSet<>();
    private int steps;

    private Beginnings(Nfa pattern) {
        this.pattern = pattern;
    }

    /** @throws BadPatternException if there are so many that looking for them would find everything */
    static Set<Integer> of(Nfa pattern) throws BadPatternException {
        var beginnings = new Beginnings(pattern);
        beginnings.follow(pattern.atStart(), 0, 0);
        return beginnings.found;
    }

    private void follow(BitSet states, int key, int depth) throws BadPatternException {
        if (depth == LENGTH) {
            found.add(key);
            return;
        }
        if (states.get(Nfa.ACCEPT)) {
            throw new BadPatternException("a match has at least " + LENGTH + " bytes");
        }
        for (int value = 0; value < 256; value++) {
            if ((value & CASE) != 0) {
                var reached = step(states, value);
                if (!reached.isEmpty()) {
                    follow(reached, key | value << 8 * depth, depth + 1);
                }
            }
        }
        if (steps++ > MOST) {
            throw new BadPatternException("the first " + LENGTH + " bytes of a match can be more than " + MOST
                    + " different ones; begin with a fixed text, and put what stands before it into 'before'");
        }
    }

    private BitSet step(BitSet states, int folded) {
        var reached = new BitSet();
        for (int state = states.nextSetBit(0); state >= 0; state = states.nextSetBit(state + 1)) {
            var reads = pattern.reads(state);
            if (reads.has(folded) || reads.has(folded ^ CASE)) {
                reached.or(pattern.behind(state));
            }
        }
        return reached;
    }
}
