package dev.aviary.leakscan.rules;

import dev.aviary.leakscan.Block;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * One pass over a block: where the first look says maybe, the rules are tried.
 *
 * <p>The text is divided into stretches, at the same places wherever the blocks end. In each, the rules may read some times as many bytes as it has. Once
 * they have, and only text that is made for it lets them, no try begins any more where another one has read already.
 */
final class RuleSearch implements DigitRuns.Found, Bucket.Found {

    static final int STRETCH = 8 << 10;

    /** Times that tries may read a stretch. */
    static final int READINGS = 4;

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final RuleSet set;
    private final Candidates candidates;
    private final List<Allowance> allowances;
    private final Block block;
    private final byte[] bytes;
    private final int from;
    private final int to;
    private final int end;
    private final Places places;
    private final DigitRuns digits;
    private final Sightings sightings = new Sightings();
    private final Attempt attempt = new Attempt(sightings);
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
        this.places = new Places(candidates.filter(), Math.min(STRETCH, to - from));
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
        int seen = places.look(bytes, first, Math.min(behind - 1, to - Long.BYTES));
        for (int number = 0; number < places.digits(); number++) {
            digits.visit(places.digits(number));
        }
        for (int number = 0; number < places.beginnings(); number++) {
            tryAt(first, places.beginning(number));
        }
        for (int at = seen; at < behind && at + Beginnings.LENGTH <= to; at++) {
            tryAt(first, at);
        }
    }

    private void tryAt(int stretch, int at) {
        var bucket = candidates.at((int) INTS.get(bytes, at) | Beginnings.FOLD);
        if (bucket != null && !isTooMuch(stretch, at)) {
            bucket.tryAt(bytes, from, at, to, attempt, this);
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

    @Override
    public void add(Shape shape, int from, int to) {
        for (int rank : set.having(shape)) {
            see(rank, from, to);
        }
    }

    @Override
    public void see(int rank, int secretFrom, int secretTo) {
        var rule = set.rule(rank);
        attempt.read(secretFrom, secretTo);
        if (rule.accepts(bytes, secretFrom, secretTo)) {
            sightings.add(rank, secretFrom, secretTo, isAllowed(rule, secretFrom, secretTo));
        }
    }

    private boolean isAllowed(Rule rule, int secretFrom, int secretTo) {
        if (rule.isHarmless(bytes, secretFrom, secretTo)) {
            return true;
        }
        for (var allowance : allowances) {
            if (allowance.allows(rule.id(), bytes, secretFrom, secretTo)) {
                return true;
            }
        }
        return false;
    }

    /** Bytes that were read by patterns, beyond the one look at each byte. */
    long steps() {
        return attempt.steps();
    }
}
