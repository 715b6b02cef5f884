package dev.aviary.leakscan.rules;

import org.jspecify.annotations.Nullable;

/** A table that is made when it is needed first: a scan needs few of them, and all together take a while. Thread-safe. */
final class LazyDfa {

    private final Nfa states;
    private volatile @Nullable Dfa table;
    private volatile @Nullable WholeMatch whole;

    /** @throws BadPatternException if the pattern has too many states */
    LazyDfa(PatternNode pattern) throws BadPatternException {
        this.states = new Nfa(pattern);
    }

    Nfa states() {
        return states;
    }

    boolean matches(byte[] bytes, int from, int to) {
        var made = whole;
        if (made == null) {
            made = new WholeMatch(get());
            whole = made;
        }
        return made.matches(bytes, from, to);
    }

    /** @throws IllegalStateException if the table would be too large, which {@link #prepare} would have found */
    Dfa get() {
        var made = table;
        return made == null ? make() : made;
    }

    private Dfa make() {
        try {
            return prepare();
        } catch (BadPatternException e) {
            throw new IllegalStateException("A pattern was not tried before its use: " + e.getMessage(), e);
        }
    }

    /** @throws BadPatternException if the table would be too large */
    Dfa prepare() throws BadPatternException {
        var made = new DfaBuilder(states).build();
        table = made;
        return made;
    }
}
