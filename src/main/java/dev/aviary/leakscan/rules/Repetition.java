package dev.aviary.leakscan.rules;

import dev.aviary.leakscan.Block;
import dev.aviary.leakscan.Hit;
import dev.aviary.leakscan.Hits;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a block in which one piece of text follows itself again and again, as in a flood of the same line. What is found in it depends on no more than
 * a block has to show, so each round has the same finds: one round is searched, and what is found in it counts for all.
 *
 * @param round bytes of a round
 * @param first index from which on all that a hit depends on repeats
 * @param behind index up to which it does
 */
record Repetition(int round, int first, int behind) {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Bytes from one place that is looked at to the next: what is shorter than that may be overlooked, and is searched as any text. */
    private static final int STEP = 128 << 10;

    private static final int LONGEST_PERIOD = 1 << 10;

    /** A round may have so many bytes. */
    private static final int LONGEST_ROUND = 192 << 10;

    /** So much is compared before the text around it is. */
    private static final int WINDOW = 2 * LONGEST_PERIOD;

    /**
     * The first one in what a block reports.
     *
     * @return null if there is none that is worth it
     */
    static @Nullable Repetition in(Block block) {
        int first = Math.max(block.reportsFrom(), block.from() + WINDOW + LONGEST_PERIOD);
        for (int at = first; at + STEP / 2 < block.reportsTo(); at += STEP) {
            int period = period(block.bytes(), at);
            var around = period == 0 ? null : around(block, at, period);
            if (around != null && around.behind - around.first > STEP) {
                return around;
            }
        }
        return null;
    }

    /** @return 0 if what stands before this place does not repeat */
    private static int period(byte[] bytes, int at) {
        long last = (long) LONGS.get(bytes, at - Long.BYTES);
        for (int period = 1; period <= LONGEST_PERIOD; period++) {
            if (last == (long) LONGS.get(bytes, at - period - Long.BYTES)
                    && Arrays.equals(bytes, at - WINDOW, at, bytes, at - WINDOW - period, at - period)) {
                return period;
            }
        }
        return 0;
    }

    private static Repetition around(Block block, int at, int period) {
        var bytes = block.bytes();
        int least = Math.max(block.from(), block.reportsFrom() - Block.BEHIND);
        int from = at - period;
        while (from > least && bytes[from - 1] == bytes[from - 1 + period]) {
            from--;
        }
        int same = Arrays.mismatch(bytes, at, block.to(), bytes, at - period, block.to() - period);
        int to = same < 0 ? block.to() : at + same;
        int first = Math.max(block.reportsFrom(), from + Block.BEHIND);
        return new Repetition(period, first, Math.min(block.reportsTo(), to - Block.AHEAD));
    }

    boolean endsWithStretches() {
        return round % RuleSearch.STRETCH == 0;
    }

    /**
     * The same with rounds that end where stretches do.
     *
     * @return null if they would be too long
     */
    @Nullable
    Repetition inWholeStretches() {
        long whole = (long) round * RuleSearch.STRETCH / Math.min(Integer.lowestOneBit(round), RuleSearch.STRETCH);
        return whole > Math.min(LONGEST_ROUND, (behind - first) / 2)
                ? null
                : new Repetition((int) whole, first, behind);
    }

    /** All that a block reports before the first round. */
    Block before(Block block) {
        return reporting(block, block.reportsFrom(), first);
    }

    /** All that a block reports in the first round. */
    Block round(Block block) {
        return reporting(block, first, first + round);
    }

    /** All that a block reports from the first round on. */
    Block from(Block block) {
        return reporting(block, first, block.reportsTo());
    }

    /** All that a block reports behind the last round. */
    Block behind(Block block) {
        return reporting(block, behind, block.reportsTo());
    }

    private static Block reporting(Block block, int from, int to) {
        int fresh = from == block.reportsFrom() ? block.fresh() : from + Block.AHEAD;
        boolean last = block.last() && to == block.reportsTo();
        return new Block(
                block.bytes(), block.from(), fresh, last ? block.to() : to + Block.AHEAD, block.position(), last);
    }

    /** Hands on what was found in one round as found in all. */
    void repeat(List<Hit> found, Block block, Hits hits) {
        for (int shift = 0; first + shift < behind; shift += round) {
            for (var hit : found) {
                long from = hit.from() + shift;
                if (from < block.at(behind)) {
                    hits.add(Hit.ofPattern(from, hit.to() + shift, hit.rule(), hit.severity()));
                }
            }
        }
    }
}
