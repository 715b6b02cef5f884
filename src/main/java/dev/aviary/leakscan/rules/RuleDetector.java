package dev.aviary.leakscan.rules;

import dev.aviary.leakscan.Block;
import dev.aviary.leakscan.Detector;
import dev.aviary.leakscan.Hit;
import dev.aviary.leakscan.Hits;
import java.util.List;

/** Reports what the rules see and nobody has allowed. */
final class RuleDetector implements Detector {

    private final RuleSet set;
    private final List<Allowance> allowances;

    RuleDetector(RuleSet set, List<Allowance> allowances) {
        this.set = set;
        this.allowances = List.copyOf(allowances);
    }

    @Override
    public void search(Block block, Hits hits) {
        var search = new RuleSearch(set, allowances, block);
        search.search().standing((rank, from, to, allowed) -> {
            if (!allowed && block.reports(from)) {
                var rule = set.rule(rank);
                hits.add(Hit.ofPattern(block.at(from), block.at(to), rule.id(), rule.severity()));
            }
        });
        search.thinned().forEach(stretch -> reportThinned(stretch, block, hits));
    }

    private static void reportThinned(int stretch, Block block, Hits hits) {
        int from = Math.max(stretch, block.reportsFrom());
        int to = (int)
                Math.min(block.reportsTo(), stretch + RuleSearch.STRETCH - block.at(stretch) % RuleSearch.STRETCH);
        if (from < to) {
            hits.leftOut(block.at(from), block.at(to));
        }
    }
}
