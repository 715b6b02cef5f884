package dev.aviary.leakscan.rules;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** All rules, the first of the file with rank 0, and what is needed to find out fast where one of them has to be tried. Immutable. */
final class RuleSet {

    private final List<Rule> rules;
    private final Candidates candidates;
    private final Map<Shape, int[]> shapes = new EnumMap<>(Shape.class);

    RuleSet(List<Rule> rules) {
        this.rules = List.copyOf(rules);
        this.candidates = new Candidates(rules);
        for (var shape : Shape.values()) {
            shapes.put(
                    shape,
                    IntStream.range(0, rules.size())
                            .filter(rank -> rules.get(rank).shape() == shape)
                            .toArray());
        }
    }

    List<Rule> rules() {
        return rules;
    }

    Rule rule(int rank) {
        return rules.get(rank);
    }

    Candidates candidates() {
        return candidates;
    }

    /** Ranks of the rules that have this shape. */
    int[] having(Shape shape) {
        return shapes.getOrDefault(shape, new int[0]);
    }
}
