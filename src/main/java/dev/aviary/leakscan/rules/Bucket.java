package dev.aviary.leakscan.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The patterns that can begin with the same four bytes. Immutable. */
final class Bucket {

    private final int number;
    private final int[] ranks;
    private final RulePattern[] patterns;
    private final boolean onlyAtBeginnings;

    /** What is seen first of all patterns as one table, made when it is needed; empty if they are together too large for one. */
    private volatile @Nullable Optional<Dfa> common;

    /** Made when it is needed. */
    private volatile @Nullable Ahead ahead;

    /** Takes what a pattern found. */
    interface Found {

        void see(int rank, int secretFrom, int secretTo);
    }

    /** @param number of this bucket among all */
    Bucket(int number, List<Integer> ranks, List<Rule> rules) {
        this.number = number;
        this.ranks = ranks.stream().mapToInt(Integer::intValue).toArray();
        var found = new ArrayList<RulePattern>();
        for (int rank : ranks) {
            var pattern = rules.get(rank).pattern();
            if (pattern != null) {
                found.add(pattern);
            }
        }
        this.patterns = found.toArray(RulePattern[]::new);
        this.onlyAtBeginnings = found.stream().allMatch(RulePattern::isOnlyAtBeginnings);
    }

    int number() {
        return number;
    }

    /** Whether any of the patterns may go on as the text does behind the four bytes. */
    boolean goesOn(byte[] bytes, int at, int to) {
        var made = ahead;
        return (made == null ? makeAhead() : made).goesOn(bytes, at, to);
    }

    private Ahead makeAhead() {
        var made = Ahead.of(Stream.of(patterns).map(RulePattern::all).toList());
        ahead = made;
        return made;
    }

    /** Tries all patterns with their first byte at {@code at}. */
    void tryAt(byte[] bytes, int from, int at, int to, Attempt attempt, Found found) {
        if (onlyAtBeginnings && !Boundary.isBeginning(bytes, from, at)) {
            return;
        }
        var common = common();
        if (common == null) {
            tryEach(bytes, from, at, to, attempt, found);
        } else if (attempt.walkAll(common, patterns.length, bytes, at, Math.min(to, at + RulePattern.LONGEST))) {
            for (int number = 0; number < patterns.length; number++) {
                if (patterns[number].isFoundBehind(attempt.ends(number), bytes, from, at, to, ranks[number], attempt)) {
                    found.see(ranks[number], attempt.secretFrom(), attempt.secretTo());
                }
            }
        }
    }

    private void tryEach(byte[] bytes, int from, int at, int to, Attempt attempt, Found found) {
        for (int number = 0; number < patterns.length; number++) {
            if (patterns[number].isFound(bytes, from, at, to, ranks[number], attempt)) {
                found.see(ranks[number], attempt.secretFrom(), attempt.secretTo());
            }
        }
    }

    private @Nullable Dfa common() {
        var made = common;
        return (made == null ? make() : made).orElse(null);
    }

    private Optional<Dfa> make() {
        Optional<Dfa> made = Optional.empty();
        try {
            var firsts = Stream.of(patterns).map(RulePattern::first).toList();
            made = firsts.size() == 1 ? made : Optional.of(new DfaBuilder(new Nfa(firsts)).build());
        } catch (BadPatternException e) {
            // Then each is tried by itself.
        }
        common = made;
        return made;
    }
}
