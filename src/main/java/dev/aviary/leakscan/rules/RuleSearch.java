package dev.aviary.leakscan.rules;

import dev.aviary.leakscan.Block;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One pass over a block: where the first look says maybe, the rules are tried.
 *
 * <p>The text is divided into stretches, at the same places wherever the blocks end. In each, the rules may read some times as many bytes as it has. Once
 * they have, and only text that is made for it lets them, no try begins any more where another one has read already.
 */
final class RuleSearch implements DigitRuns.Found, Bucket.Found, Undecided.Judge {

    static final int STRETCH = 8 << 10;

    /** Times that tries may read a stretch. */
    static final int READINGS = 4;

    /** What a try costs before it reads, in bytes that it could read instead. */
    static final int TRY = 20;

    /** What tries may cost in a stretch that find nothing. */
    static final int WASTE = 8 << 10;

    private static final int READINGS_IN_FULL = 8 * READINGS;
    private static final int WASTE_IN_FULL = 32 * WASTE;

    /** What of it the patterns that begin with the same four bytes may have for themselves. */
    private static final int SHARES = 8;

    /** What a find makes good: some tries in vain come with any, as at each of the dashes before a key. */
    private static final int FORGIVEN = 16 * TRY;

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final RuleSet set;
    private final Candidates candidates;
    private final List<Allowance> allowances;
    private final Block block;
    private final boolean inFull;
    private final int readings;
    private final int waste;
    private final byte[] bytes;
    private final int from;
    private final int to;
    private final int start;
    private final int end;
    private final Places places;
    private final DigitRuns digits;
    private final Sightings sightings;
    private final Undecided undecided;
    private final Attempt attempt;
    private final Tally tally = new Tally();
    private final List<Integer> thinned = new ArrayList<>();
    private int thinnedLast = -1;

    private long allowed;
    private long wasted;
    private long wastedInAll;

    /** What the last try cost that saw something, and whose it was. */
    private int costOfSeen;

    private int seenBy;

    /** What each bucket wasted in this stretch. */
    private final int[] wastedBy;

    /**
     * What overlaps something that this block reports is looked at as well.
     *
     * @param inFull whether what is found counts for more than this block: tries may cost many times as much, and once they have the search is given up
     */
    RuleSearch(RuleSet set, List<Allowance> allowances, Block block, boolean inFull) {
        this.set = set;
        this.candidates = set.candidates();
        this.allowances = allowances;
        this.block = block;
        this.inFull = inFull;
        this.readings = (inFull ? READINGS_IN_FULL : READINGS) * STRETCH;
        this.waste = inFull ? WASTE_IN_FULL : WASTE;
        this.bytes = block.bytes();
        this.from = block.from();
        this.to = block.to();
        this.end = Math.min(to, block.reportsTo() + RulePattern.LONGEST);
        this.sightings = new Sightings(block.position() - from);
        this.undecided = new Undecided(sightings, this);
        this.attempt = new Attempt(undecided);
        this.wastedBy = new int[Math.max(1, candidates.buckets())];
        this.places = new Places(candidates.filter(), Math.min(STRETCH, to - from));
        int first = Math.max(from, block.reportsFrom() - 2 * RulePattern.LONGEST);
        this.start = Math.max(from, first - (int) (block.at(first) % STRETCH));
        this.digits = new DigitRuns(bytes, start, to, block.at(start), this);
    }

    Sightings search() {
        int at = start;
        while (at < end && !(inFull && isThinned())) {
            int next = (int) Math.min(end, at + STRETCH - block.at(at) % STRETCH);
            searchStretch(at, next);
            at = next;
        }
        undecided.decide();
        return sightings;
    }

    /** Indexes at which stretches begin in which tries were left out. */
    List<Integer> thinned() {
        return thinned;
    }

    /** Whether finds of a rule overlapped, which is decided stretch by stretch. */
    boolean sawRows() {
        return sightings.sawRows() || digits.sawRows();
    }

    boolean isThinned() {
        return thinnedLast >= 0;
    }

    private void searchStretch(int first, int behind) {
        allowed = attempt.steps() + readings;
        if (wasted > 0) {
            wasted = 0;
            Arrays.fill(wastedBy, 0);
        }
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
        if (bucket != null && bucket.goesOn(bytes, at, to)) {
            tryAt(bucket, stretch, at);
        }
    }

    private void tryAt(Bucket bucket, int stretch, int at) {
        if (isTooMuch(bucket, at)) {
            thin(stretch);
            return;
        }
        long steps = attempt.steps();
        attempt.begin();
        bucket.tryAt(bytes, from, at, to, attempt, this);
        int cost = TRY + (int) (attempt.steps() - steps);
        if (attempt.isInVain()) {
            waste(bucket.number(), cost);
        } else {
            costOfSeen = cost;
            seenBy = bucket.number();
        }
    }

    private void waste(int bucket, int cost) {
        wasted += cost;
        wastedInAll += cost;
        wastedBy[bucket] += cost;
    }

    private void forgive(int bucket) {
        int forgiven = Math.min(FORGIVEN, wastedBy[bucket]);
        wasted -= forgiven;
        wastedBy[bucket] -= forgiven;
    }

    /**
     * Whether what the text makes us do is out of proportion: too much of it was read again and again, or tried in vain. Who finds something can go on, and
     * of those that do not the ones that are to blame are stopped first.
     */
    private boolean isTooMuch(Bucket bucket, int at) {
        if (attempt.steps() >= allowed && at < attempt.reach()) {
            return true;
        }
        return wasted >= waste && wastedBy[bucket.number()] > (wasted < 2 * waste ? waste / SHARES : 0);
    }

    private void thin(int stretch) {
        if (stretch != thinnedLast) {
            thinnedLast = stretch;
            thinned.add(stretch);
        }
    }

    @Override
    public void add(Shape shape, int from, int to) {
        for (int rank : set.having(shape)) {
            undecided.add(rank, from, to);
        }
    }

    @Override
    public void see(int rank, int secretFrom, int secretTo) {
        undecided.add(rank, secretFrom, secretTo);
    }

    @Override
    public boolean accepts(int rank, int secretFrom, int secretTo) {
        attempt.read(secretFrom, secretTo);
        var accepted = set.rule(rank).accepts(bytes, secretFrom, secretTo, tally);
        if (accepted) {
            forgive(seenBy);
        }
        return accepted;
    }

    @Override
    public void refused() {
        if (costOfSeen > 0) {
            waste(seenBy, costOfSeen);
            costOfSeen = 0;
        }
    }

    @Override
    public boolean allows(int rank, int secretFrom, int secretTo) {
        var rule = set.rule(rank);
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

    /** What tries cost that found nothing, in bytes that could have been read instead. */
    long wasted() {
        return wastedInAll;
    }

    /** Bytes that were read by patterns, beyond the one look at each byte. */
    long steps() {
        return attempt.steps();
    }
}
