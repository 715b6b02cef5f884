package dev.aviary.leakscan.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.aviary.leakscan.Block;
import dev.aviary.leakscan.Detector;
import dev.aviary.leakscan.Hit;
import dev.aviary.leakscan.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Whoever searches, what is found is the same. */
class BlockSearchTests {

    private static final Block BLOCK = Block.whole(new byte[1 << 20]);
    private static final List<Detector> DETECTORS = List.of(
            (block, hits) -> hits.add(Hit.ofPattern(7, 9, "first", Severity.LOW)),
            (block, hits) -> {
                hits.add(Hit.ofPattern(3, 5, "second", Severity.LOW));
                hits.leftOut(10, 30);
            },
            (block, hits) -> hits.add(Hit.ofPattern(5, 6, "third", Severity.LOW)));

    @Test
    void findsTheSameAloneAndWithHelp() {
        var helpers = Executors.newFixedThreadPool(2);
        try {
            for (var search : List.of(BlockSearch.ALONE, BlockSearch.helpedBy(helpers))) {
                var hits = search.search(DETECTORS, BLOCK);
                assertThat(hits.all()).extracting(Hit::rule).containsExactly("second", "third", "first");
                assertThat(hits.leftOut()).isEqualTo(20);
            }
        } finally {
            helpers.shutdownNow();
        }
    }

    @Test
    void doesItselfWhatNobodyHasBegun() {
        var never = new ArrayList<Runnable>();

        assertThat(BlockSearch.helpedBy(never::add).search(DETECTORS, BLOCK).all())
                .hasSize(3);
        assertThat(never).hasSize(2);
    }

    @Test
    void failsAsItWouldAlone() {
        Executor atOnce = Runnable::run;
        var failing = List.<Detector>of((block, hits) -> {}, (block, hits) -> {
            throw new IllegalStateException("broken");
        });

        assertThatIllegalStateException()
                .isThrownBy(() -> BlockSearch.helpedBy(atOnce).search(failing, BLOCK))
                .withMessage("broken");
    }
}
