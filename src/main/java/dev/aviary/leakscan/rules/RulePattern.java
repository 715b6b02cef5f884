package dev.aviary.leakscan.rules;

import dev.aviary.leakscan.rules.PatternNode.Sequence;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A rule's pattern, ready to be tried where its beginning was seen: what leads to the secret, the secret, what follows it. Immutable. */
final class RulePattern {

    /** A match has no more bytes than this; a longer one is cut off here. */
    static final int LONGEST = 8 << 10;

    private static final int LONGEST_BEFORE = 256;

    /** With what stands before the match. */
    static final int LONGEST_SECRET = LONGEST_BEFORE + LONGEST;

    private final PatternNode leadNode;
    private final @Nullable LazyDfa lead;
    private final LazyDfa secret;
    private final @Nullable Runs runs;

    /** Whether nothing can follow an earlier end of the secret than the latest one. */
    private final boolean onlyLatestEnd;

    private final @Nullable LazyDfa tail;
    private final @Nullable LazyDfa before;
    private final Boundary boundary;
    private final Set<Integer> beginnings;

    RulePattern(String pattern, @Nullable String before, Boundary boundary) throws BadPatternException {
        var parts = PatternParser.parse(pattern);
        this.leadNode = parts.hasLead() ? parts.lead() : parts.secret();
        this.lead = parts.hasLead() ? new LazyDfa(parts.lead()) : null;
        this.secret = new LazyDfa(parts.secret());
        this.runs = Runs.of(parts.secret());
        this.onlyLatestEnd = !parts.hasTail() || (runs != null && runs.cannotEndEarlier(parts.tail()));
        this.tail = parts.hasTail() ? new LazyDfa(parts.tail()) : null;
        this.before = before == null ? null : new LazyDfa(wholly(before).reversed());
        this.boundary = boundary;
        this.beginnings = Beginnings.of(new Nfa(new Sequence(List.of(parts.lead(), parts.secret(), parts.tail()))));
    }

    /** A pattern without a group. */
    static PatternNode wholly(String pattern) throws BadPatternException {
        var parts = PatternParser.parse(pattern);
        if (parts.hasLead() || parts.hasTail()) {
            throw new BadPatternException("this pattern has no group for the secret; write (?:...)");
        }
        return parts.secret();
    }

    Set<Integer> beginnings() {
        return beginnings;
    }

    /** Whether no letter, digit or underscore can stand before the first byte. */
    boolean isOnlyAtBeginnings() {
        return before == null && boundary.isOnLeft();
    }

    /** What must be seen first: what leads to the secret, or else the secret. */
    PatternNode lead() {
        return leadNode;
    }

    /** @throws BadPatternException if a table would be too large */
    void prepare() throws BadPatternException {
        for (var table : new @Nullable LazyDfa[] {lead, secret, tail, before}) {
            if (table != null) {
                table.prepare();
            }
        }
    }

    /** Tries the pattern with its first byte at {@code at}; the attempt gets where the secret is. */
    boolean isFound(byte[] bytes, int from, int at, int to, int rank, Attempt attempt) {
        int limit = Math.min(to, at + LONGEST);
        if (lead == null && runs != null && onlyLatestEnd) {
            attempt.endsAt(runs.end(bytes, at, limit, attempt));
        } else {
            attempt.walkAll(lead == null ? secret.get() : lead.get(), 1, bytes, at, limit);
        }
        return isFoundBehind(attempt.ends(0), bytes, from, at, to, rank, attempt);
    }

    /** The same where it is known already how far what is seen first goes. */
    boolean isFoundBehind(Ends ends, byte[] bytes, int from, int at, int to, int rank, Attempt attempt) {
        if (ends.isEmpty()) {
            return false;
        }
        int beginning =
                before == null ? at : attempt.walkBack(before.get(), bytes, at, Math.max(from, at - LONGEST_BEFORE));
        if (beginning < 0 || !boundary.allowsBeginning(bytes, from, beginning)) {
            return false;
        }
        int limit = Math.min(to, at + LONGEST);
        if (lead == null) {
            return !attempt.isTaken(rank, beginning) && ends(ends, beginning, bytes, limit, to, attempt);
        }
        for (int end = ends.latest(); end >= 0; end = ends.earlier()) {
            if (attempt.isTaken(rank, end)) {
                return false;
            }
            if (isSecret(bytes, end, limit, to, attempt)) {
                return true;
            }
        }
        return false;
    }

    private boolean isSecret(byte[] bytes, int at, int limit, int to, Attempt attempt) {
        if (runs != null && onlyLatestEnd) {
            int end = runs.end(bytes, at, limit, attempt);
            return end >= 0 && endsAt(at, end, bytes, limit, to, attempt);
        }
        attempt.walkSecret(secret.get(), bytes, at, limit);
        return ends(attempt.secretEnds(), at, bytes, limit, to, attempt);
    }

    private boolean ends(Ends ends, int secretFrom, byte[] bytes, int limit, int to, Attempt attempt) {
        for (int end = ends.latest(); end >= 0; end = ends.earlier()) {
            if (endsAt(secretFrom, end, bytes, limit, to, attempt)) {
                return true;
            }
            if (onlyLatestEnd) {
                return false;
            }
        }
        return false;
    }

    private boolean endsAt(int secretFrom, int end, byte[] bytes, int limit, int to, Attempt attempt) {
        int last = tail == null ? end : attempt.walk(tail.get(), bytes, end, limit);
        return last >= 0 && (last == limit || boundary.allowsEnd(bytes, last, to)) && attempt.found(secretFrom, end);
    }
}
