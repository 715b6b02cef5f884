package dev.aviary.leakscan.rules;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** All rules, the first of the file with rank 0, and what is needed to find out fast where one of them has to be tried. Immutable. */
final class RuleSet {

    private final List<Rule> rules;
    private final Rule[] ranked;
    private final Candidates candidates;
    private final int[][] shapes;

    RuleSet(List<Rule> rules) {
        this.rules = List.copyOf(rules);
        this.candidates = new Candidates(rules);
        this.ranked = rules.toArray(Rule[]::new);
        this.shapes = Stream.of(Shape.values())
                .map(shape -> IntStream.range(0, rules.size())
                        .filter(rank -> rules.get(rank).shape() == shape)
                        .toArray())
                .toArray(int[][]::new);
    }

    List<Rule> rules() {
        return rules;
    }

    Rule rule(int rank) {
        return ranked[rank];
    }

    Candidates candidates() {
        return candidates;
    }

    /** Ranks of the rules that have this shape. */
    int[] having(Shape shape) {
        return shapes[shape.ordinal()];
    }
}
