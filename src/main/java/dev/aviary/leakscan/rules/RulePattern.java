package dev.aviary.leakscan.rules;

import dev.aviary.leakscan.rules.PatternNode.Repeat;
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

    private final PatternNode all;
    private final PatternNode firstNode;

    /** What must be seen first: what leads to the secret, or else its head, or else all of it. */
    private final LazyDfa first;

    private final boolean hasLead;
    private final LazyDfa secret;

    /** All of the secret, if it is that. */
    private final @Nullable Runs runs;

    /** What follows the head of the secret; null if it has none. */
    private final @Nullable Runs rest;

    /** Whether nothing can follow an earlier end of the secret than the latest one. */
    private final boolean onlyLatestEnd;

    private final @Nullable LazyDfa tail;
    private final @Nullable LazyDfa before;
    private final Boundary boundary;
    private final Set<Integer> beginnings;

    RulePattern(String pattern, @Nullable String before, Boundary boundary) throws BadPatternException {
        var parts = PatternParser.parse(pattern);
        int head = parts.hasLead() ? 0 : headOf(parts.secret());
        this.hasLead = parts.hasLead();
        this.rest = head == 0 ? null : Runs.of(from(parts.secret(), head));
        this.firstNode = hasLead ? parts.lead() : rest == null ? parts.secret() : upTo(parts.secret(), head);
        this.first = new LazyDfa(firstNode);
        this.secret = new LazyDfa(parts.secret());
        this.runs = Runs.of(parts.secret());
        this.onlyLatestEnd = !parts.hasTail() || (runs != null && runs.cannotEndEarlier(parts.tail()));
        this.tail = parts.hasTail() ? new LazyDfa(parts.tail()) : null;
        this.before = before == null ? null : new LazyDfa(wholly(before).reversed());
        this.boundary = boundary;
        this.all = new Sequence(List.of(parts.lead(), parts.secret(), parts.tail()));
        this.beginnings = Beginnings.of(new Nfa(all));
    }

    /** How many parts of a secret stand before the first that repeats: the fixed text it begins with. */
    private static int headOf(PatternNode secret) {
        var parts = secret instanceof Sequence sequence ? sequence.parts() : List.<PatternNode>of();
        int head = 0;
        while (head < parts.size() && !(parts.get(head) instanceof Repeat)) {
            head++;
        }
        return head == parts.size() ? 0 : head;
    }

    private static PatternNode upTo(PatternNode secret, int head) {
        return new Sequence(((Sequence) secret).parts().subList(0, head));
    }

    private static PatternNode from(PatternNode secret, int head) {
        var parts = ((Sequence) secret).parts();
        return new Sequence(parts.subList(head, parts.size()));
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

    /** All that a match has. */
    PatternNode all() {
        return all;
    }

    /** What must be seen first. */
    PatternNode first() {
        return firstNode;
    }

    /** @throws BadPatternException if a table would be too large */
    void prepare() throws BadPatternException {
        for (var table : new @Nullable LazyDfa[] {first, secret, tail, before}) {
            if (table != null) {
                table.prepare();
            }
        }
    }

    /** Tries the pattern with its first byte at {@code at}; the attempt gets where the secret is. */
    boolean isFound(byte[] bytes, int from, int at, int to, int rank, Attempt attempt) {
        attempt.walkAll(first.get(), 1, bytes, at, Math.min(to, at + LONGEST));
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
        if (!hasLead) {
            return !attempt.isTaken(rank, beginning) && isSecretFrom(beginning, ends, bytes, at, limit, to, attempt);
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

    /** The secret is what stands here, and what was seen first is its head or all of it. */
    private boolean isSecretFrom(int beginning, Ends ends, byte[] bytes, int at, int limit, int to, Attempt attempt) {
        if (rest == null) {
            return ends(ends, beginning, bytes, limit, to, attempt);
        }
        if (ends.isSingle() && onlyLatestEnd) {
            int end = rest.end(bytes, ends.latest(), limit, attempt);
            return end >= 0 && endsAt(beginning, end, bytes, limit, to, attempt);
        }
        attempt.walkSecret(secret.get(), bytes, at, limit);
        return ends(attempt.secretEnds(), beginning, bytes, limit, to, attempt);
    }

    private boolean isSecret(byte[] bytes, int at, int limit, int to, Attempt attempt) {
        if (onlyLatestEnd) {
            int end = runs != null ? runs.end(bytes, at, limit, attempt) : attempt.walk(secret.get(), bytes, at, limit);
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
