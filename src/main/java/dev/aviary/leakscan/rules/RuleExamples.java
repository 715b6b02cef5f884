package dev.aviary.leakscan.rules;

import dev.aviary.leakscan.Block;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Tries a rule with its own examples. */
final class RuleExamples {

    private RuleExamples() {}

    /** A line for each example that the rule treats otherwise than it says; the example itself is not shown. */
    static List<String> faults(Rule rule) {
        var faults = new ArrayList<String>();
        try {
            rule.prepare();
        } catch (BadPatternException e) {
            faults.add(rule.place() + ": rule '" + rule.id() + "': bad pattern: " + e.getMessage());
            return faults;
        }
        var alone = new RuleSet(List.of(rule));
        for (int at = 0; at < rule.matching().size(); at++) {
            if (!sees(alone, rule.matching().get(at))) {
                faults.add(rule.place() + ": rule '" + rule.id() + "': finds nothing in example " + (at + 1)
                        + " of 'match'");
            }
        }
        for (int at = 0; at < rule.ignored().size(); at++) {
            if (sees(alone, rule.ignored().get(at))) {
                faults.add(rule.place() + ": rule '" + rule.id() + "': finds something in example " + (at + 1)
                        + " of 'ignore'");
            }
        }
        return faults;
    }

    private static boolean sees(RuleSet rules, String example) {
        var block = Block.whole(example.getBytes(StandardCharsets.UTF_8));
        var seen = new AtomicBoolean();
        new RuleSearch(rules, List.of(), block, false)
                .search()
                .standing((rank, from, to, allowed) -> seen.compareAndSet(false, !allowed));
        return seen.get();
    }
}
