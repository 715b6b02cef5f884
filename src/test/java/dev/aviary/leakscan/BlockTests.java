package dev.aviary.leakscan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BlockTests {

    @Test
    void everyByteIsReportedByOneBlockWhereverTheBordersAre() {
        var random = new Random(7);
        for (var round = 0; round < 200; round++) {
            var text = new byte[random.nextInt(400_000)];
            var reported = new int[text.length];
            for (var block : cut(text, random)) {
                for (var at = block.from(); at < block.to(); at++) {
                    reported[at] += block.reports(at) ? 1 : 0;
                }
            }

            assertThat(reported).containsOnly(text.length == 0 ? new int[0] : new int[] {1});
        }
    }

    @Test
    void showsWhatIsAroundTheFirstByteOfAHit() {
        var text = new byte[500_000];
        for (var block : cut(text, new Random(3))) {
            if (block.reportsFrom() < block.reportsTo()) {
                assertThat(block.reportsFrom() - block.from())
                        .isGreaterThanOrEqualTo(Math.min(Block.BEHIND, (int) block.position()));
                assertThat(block.last() || block.to() - block.reportsTo() >= Block.AHEAD)
                        .isTrue();
            }
        }
    }

    @Test
    void knowsWhereInTheTextItIs() {
        var block = new Block(new byte[100], 10, 20, 90, 1_000_000_000_000L, false);

        assertThat(block.at(12)).isEqualTo(1_000_000_000_002L);
    }

    @Test
    void refusesBordersInAnotherOrder() {
        assertThatThrownBy(() -> new Block(new byte[10], 5, 4, 10, 0, true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void showsNothingOfTheText() {
        assertThat(Block.whole("secret".getBytes())).hasToString("Block[6 bytes at 0]");
    }

    /** Here the index in the array is the place in the text. */
    private static List<Block> cut(byte[] text, Random random) {
        var blocks = new ArrayList<Block>();
        var fresh = 0;
        do {
            var to = Math.min(text.length, fresh + 1 + random.nextInt(100_000));
            var from = Math.max(0, fresh - Block.CARRY);
            blocks.add(new Block(text, from, fresh, to, from, to == text.length));
            fresh = to;
        } while (fresh < text.length);
        return blocks;
    }
}
