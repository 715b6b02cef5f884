package dev.aviary.leakscan.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The patterns that can begin with the same four bytes. Immutable. */
final class Bucket {

    private final int[] ranks;
    private final RulePattern[] patterns;
    private final boolean onlyAtBeginnings;
    private volatile @Nullable Dfa common;

    Bucket(List<Integer> ranks, List<Rule> rules) {
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

    int size() {
        return ranks.length;
    }

    int rank(int number) {
        return ranks[number];
    }

    RulePattern pattern(int number) {
        return patterns[number];
    }

    /** Whether what stands before the secret can be that of any pattern; spares most tries of each of them. */
    boolean mayBegin(byte[] bytes, int from, int at, int to, Attempt attempt) {
        if (onlyAtBeginnings && !Boundary.isBeginning(bytes, from, at)) {
            return false;
        }
        return patterns.length == 1 || attempt.begins(common(), bytes, at, to);
    }

    private Dfa common() {
        var made = common;
        return made == null ? make() : made;
    }

    private Dfa make() {
        Dfa made;
        try {
            var leads = Arrays.stream(patterns).map(RulePattern::lead).toList();
            made = new DfaBuilder(new Nfa(new PatternNode.Choice(leads))).build();
        } catch (BadPatternException e) {
            // Together too large for a table: then each is tried by itself.
            made = Dfa.ANYTHING;
        }
        common = made;
        return made;
    }
}
