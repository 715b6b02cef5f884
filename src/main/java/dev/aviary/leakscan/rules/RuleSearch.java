package dev.aviary.leakscan.rules;

import dev.aviary.leakscan.Block;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * One pass over a block: four places at a time through the filter, and where that says maybe, the rules.
 *
 * <p>The text is divided into stretches, at the same places wherever the blocks end. In each, the rules may read some times as many bytes as it has. Once
 * they have, and only text that is made for it lets them, no try begins any more where another one has read already.
 */
final class RuleSearch implements DigitRuns.Found {

    static final int STRETCH = 8 << 10;

    /** Times that tries may read a stretch. */
    static final int READINGS = 4;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int STRIDE = 4;
    private static final long FOLD = Beginnings.FOLD * 0x1_0000_0001L;

    /** Set in no byte of digits, blanks and dashes. */
    private static final long LETTERS = 0xC0C0C0C0C0C0C0C0L;

    /** Makes a colon look like a letter, and nothing of digits, blanks and dashes. */
    private static final long COLONS = 0x0606060606060606L;

    private final RuleSet set;
    private final Candidates candidates;
    private final List<Allowance> allowances;
    private final Block block;
    private final byte[] bytes;
    private final int from;
    private final int to;
    private final int end;
    private final DigitRuns digits;
    private final Attempt attempt = new Attempt();
    private final Sightings sightings = new Sightings();
    private final List<Integer> thinned = new ArrayList<>();

    private long allowed;

    /** What overlaps something that this block reports is looked at as well. */
    RuleSearch(RuleSet set, List<Allowance> allowances, Block block) {
        this.set = set;
        this.candidates = set.candidates();
        this.allowances = allowances;
        this.block = block;
        this.bytes = block.bytes();
        this.from = block.from();
        this.to = block.to();
        this.end = Math.min(to, block.reportsTo() + RulePattern.LONGEST);
        this.digits = new DigitRuns(bytes, from, to, this);
    }

    Sightings search() {
        int first = Math.max(from, block.reportsFrom() - 2 * RulePattern.LONGEST);
        int at = Math.max(from, first - (int) (block.at(first) % STRETCH));
        while (at < end) {
            int next = (int) Math.min(end, at + STRETCH - block.at(at) % STRETCH);
            searchStretch(at, next);
            at = next;
        }
        return sightings;
    }

    /** Indexes at which stretches begin in which tries were left out. */
    List<Integer> thinned() {
        return thinned;
    }

    private void searchStretch(int first, int behind) {
        allowed = attempt.steps() + READINGS * STRETCH;
        int last = Math.min(behind - 1, to - Long.BYTES);
        int at = next(bytes, candidates.filter(), first, last);
        while (at <= last) {
            long word = (long) LONGS.get(bytes, at);
            if (((word | word + COLONS) & LETTERS) == 0) {
                digits.visit(at);
            }
            if (mayBegin(candidates.filter(), word | FOLD)) {
                tryFour(first, at, word | FOLD);
            }
            at = next(bytes, candidates.filter(), at + STRIDE, last);
        }
        for (; at < behind && at + Beginnings.LENGTH <= to; at++) {
            tryAt(first, at, folded(at));
        }
    }

    /** The next four places worth a look. Calls nothing that is not compiled into it: all of the text goes through here. */
    private static int next(byte[] bytes, long[] filter, int from, int last) {
        int at = from;
        for (; at <= last; at += STRIDE) {
            long word = (long) LONGS.get(bytes, at);
            if (mayBegin(filter, word | FOLD) || (word & LETTERS) == 0) {
                break;
            }
        }
        return at;
    }

    private static boolean mayBegin(long[] filter, long folded) {
        long maybe = Candidates.mayBegin(filter, (int) folded)
                | Candidates.mayBegin(filter, (int) (folded >>> 8))
                | Candidates.mayBegin(filter, (int) (folded >>> 16))
                | Candidates.mayBegin(filter, (int) (folded >>> 24));
        return (maybe & 1) != 0;
    }

    private void tryFour(int stretch, int at, long folded) {
        for (int ahead = 0; ahead < STRIDE; ahead++) {
            tryAt(stretch, at + ahead, (int) (folded >>> 8 * ahead));
        }
    }

    private void tryAt(int stretch, int at, int folded) {
        var bucket = candidates.at(folded);
        if (bucket == null || isTooMuch(stretch, at) || !bucket.mayBegin(bytes, from, at, to, attempt)) {
            return;
        }
        for (int number = 0; number < bucket.size(); number++) {
            if (bucket.pattern(number).isFound(bytes, from, at, to, attempt)) {
                see(bucket.rank(number), attempt.secretFrom(), attempt.secretTo());
            }
        }
    }

    private boolean isTooMuch(int stretch, int at) {
        if (attempt.steps() < allowed || at >= attempt.reach()) {
            return false;
        }
        if (thinned.isEmpty() || thinned.get(thinned.size() - 1) != stretch) {
            thinned.add(stretch);
        }
        return true;
    }

    private int folded(int at) {
        int key = 0;
        for (int ahead = 0; ahead < Beginnings.LENGTH; ahead++) {
            key |= (bytes[at + ahead] & 0xff) << 8 * ahead;
        }
        return key | Beginnings.FOLD;
    }

    @Override
    public void add(Shape shape, int from, int to) {
        for (int rank : set.having(shape)) {
            see(rank, from, to);
        }
    }

    private void see(int rank, int secretFrom, int secretTo) {
        var rule = set.rule(rank);
        attempt.read(secretFrom, secretTo);
        if (rule.accepts(bytes, secretFrom, secretTo)) {
            sightings.add(new Sighting(rank, secretFrom, secretTo, isAllowed(rule, secretFrom, secretTo)));
        }
    }

    private boolean isAllowed(Rule rule, int secretFrom, int secretTo) {
        return rule.isHarmless(bytes, secretFrom, secretTo)
                || allowances.stream().anyMatch(a -> a.allows(rule.id(), bytes, secretFrom, secretTo));
    }

    /** Bytes that were read by patterns, beyond the one look at each byte. */
    long steps() {
        return attempt.steps();
    }
}
