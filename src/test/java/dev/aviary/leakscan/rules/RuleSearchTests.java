package dev.aviary.leakscan.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.leakscan.Block;
import dev.aviary.leakscan.Hit;
import dev.aviary.leakscan.Hits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Nobody can write a text that costs more than others: counted in bytes that patterns read, not in time. */
class RuleSearchTests {

    private static final int SIZE = 64 << 10;
    private static final LeakRules RULES = LeakRules.read(Found.CLOCK);

    /** Once the readings of a stretch are spent, a try can still read as far as a match goes, with each rule of its bucket. */
    private static final int MOST_A_BYTE = 3 * RuleSearch.READINGS;

    @Test
    void readsBoundedlyWhateverTheTextIsMadeOf() {
        for (var piece : pieces()) {
            var steps = search(repeated(piece)).steps();

            assertThat(steps).as("bytes read in a text of '%s'", piece).isLessThan((long) MOST_A_BYTE * SIZE);
        }
    }

    @Test
    void readsHardlyAnythingOfAnOrdinaryLog() {
        assertThat(search(new OrdinaryLog(3).ofSize(SIZE)).steps()).isLessThan(SIZE);
    }

    @Test
    void saysWhereItLeftOutTries() {
        var left = new ArrayList<String>();
        var trap = repeated("8Q~");

        RULES.detector().search(Block.whole(trap), new Hits() {
            @Override
            public void add(Hit hit) {}

            @Override
            public void leftOut(long from, long to) {
                left.add(from + "-" + to);
            }
        });

        assertThat(left).hasSize(SIZE / RuleSearch.STRETCH).startsWith("0-8192", "8192-16384");
    }

    @Test
    void leavesOutNothingOfExamples() {
        var text = new StringBuilder();
        RULES.set().rules().forEach(rule -> rule.matching()
                .forEach(example -> text.append(example).append('\n')));

        assertThat(search(text.toString().getBytes(StandardCharsets.UTF_8)).thinned())
                .isEmpty();
    }

    private static Set<String> pieces() {
        var pieces = new LinkedHashSet<>(List.of("A", "0", " ", "{\"a\":[", "4444 4444 ", "=", "\\\"", "1-1-1-1-"));
        for (var rule : RULES.set().rules()) {
            var example = rule.matching().get(0);
            pieces.add(example);
            pieces.add(example + " ");
            for (int part = 2; part <= 4; part++) {
                pieces.add(example.substring(0, Math.max(1, example.length() / part)));
            }
            pieces.add(example.substring(0, Math.min(6, example.length())));
        }
        return pieces;
    }

    private static RuleSearch search(byte[] text) {
        var search = new RuleSearch(RULES.set(), List.of(), Block.whole(text));
        search.search();
        return search;
    }

    private static byte[] repeated(String piece) {
        return piece.repeat(SIZE / piece.length() + 1).substring(0, SIZE).getBytes(StandardCharsets.ISO_8859_1);
    }
}
