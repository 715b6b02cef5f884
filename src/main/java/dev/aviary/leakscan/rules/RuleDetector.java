package dev.aviary.leakscan.rules;

import dev.aviary.leakscan.Block;
import dev.aviary.leakscan.Certainty;
import dev.aviary.leakscan.Decoding;
import dev.aviary.leakscan.Detector;
import dev.aviary.leakscan.Hit;
import dev.aviary.leakscan.Hits;
import dev.aviary.leakscan.WideText;
import java.util.ArrayList;
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
        searchAsItStands(block, hits);
        WideText.search(block, hits, (text, apart) -> search(text, block, apart));
    }

    private void searchAsItStands(Block block, Hits hits) {
        var repetition = Repetition.in(block);
        if (repetition == null) {
            search(block, false, hits);
            return;
        }
        search(repetition.before(block), false, hits);
        if (searchOneRound(repetition, block, hits)) {
            searchAsItStands(repetition.behind(block), hits);
        } else {
            search(repetition.from(block), false, hits);
        }
    }

    /** @return whether what was found in it counts for all rounds, and was handed on for them; else nothing was */
    private boolean searchOneRound(Repetition repetition, Block block, Hits hits) {
        var found = new ArrayList<Hit>();
        var search = search(repetition.round(block), true, found::add);
        if (search.isThinned()) {
            return false;
        }
        if (search.sawRows() && !repetition.endsWithStretches()) {
            var longer = repetition.inWholeStretches();
            return longer != null && searchOneRound(longer, block, hits);
        }
        repetition.repeat(found, block, hits);
        return true;
    }

    private RuleSearch search(Block block, boolean inFull, Hits hits) {
        var search = new RuleSearch(set, allowances, block, inFull);
        search.search().standing((rank, from, to, allowed) -> {
            if (!allowed && block.reports(from)) {
                var rule = set.rule(rank);
                hits.add(Hit.ofPattern(block.at(from), block.at(to), rule.id(), rule.severity()));
            }
        });
        search.thinned().forEach(stretch -> reportThinned(stretch, block, hits));
        return search;
    }

    /** All of the block, since fewer characters than bytes stand before and behind what it reports. */
    private void search(WideText text, Block block, Hits hits) {
        int length = text.narrow().length;
        var narrow = new Block(text.narrow(), 0, 0, length, block.at(text.original(0)) / 2, true);
        searchAsItStands(narrow, new Hits() {

            @Override
            public void add(Hit hit) {
                hits.add(new Hit(
                        original(hit.from()),
                        original(hit.to()),
                        hit.rule(),
                        hit.severity(),
                        Certainty.PATTERN,
                        null,
                        null,
                        List.of(Decoding.UTF16)));
            }

            @Override
            public void leftOut(long from, long to) {
                reportLeftOut(index(from), index(to), block, hits);
            }

            private long original(long position) {
                return block.at(index(position));
            }

            private int index(long position) {
                return text.original((int) (position - narrow.position()));
            }
        });
    }

    private static void reportThinned(int stretch, Block block, Hits hits) {
        reportLeftOut(
                stretch, (int) (stretch + RuleSearch.STRETCH - block.at(stretch) % RuleSearch.STRETCH), block, hits);
    }

    private static void reportLeftOut(int from, int to, Block block, Hits hits) {
        int first = Math.max(from, block.reportsFrom());
        int behind = Math.min(to, block.reportsTo());
        if (first < behind) {
            hits.leftOut(block.at(first), block.at(behind));
        }
    }
}
