package dev.aviary.leakscan.rules;

import dev.aviary.leakscan.rules.PatternNode.Bytes;
import dev.aviary.leakscan.rules.PatternNode.Repeat;
import dev.aviary.leakscan.rules.PatternNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What most secrets look like: some bytes of one set, then some of another. Read several times as fast as by a table, where the next look-up has to wait
 * for the last one. Immutable.
 */
final class Runs {

    private final boolean[][] sets;
    private final int[] least;
    private final int[] most;

    /** All that the last run can have. */
    private final ByteSet single;

    /** The run at which it may end just as well, if no such thing follows; else how many there are. */
    private final int optional;

    private Runs(List<Repeat> runs, int optional) {
        this.optional = optional;
        this.single = ((Bytes) runs.get(runs.size() - 1).node()).set();
        this.sets = runs.stream().map(run -> ((Bytes) run.node()).set().table()).toArray(boolean[][]::new);
        this.least = runs.stream().mapToInt(Repeat::least).toArray();
        this.most = runs.stream().mapToInt(Repeat::most).toArray();
    }

    /** @return null if the pattern is something else, or if it is not clear from each byte to which of its runs it belongs */
    static @Nullable Runs of(PatternNode pattern) {
        var runs = new ArrayList<Repeat>();
        var mayFollow = mayFollow(pattern);
        if (mayFollow != null && pattern instanceof Sequence whole) {
            var parts = whole.parts();
            int optional = addTo(runs, new Sequence(parts.subList(0, parts.size() - 1))) ? runs.size() : 0;
            return optional > 0 && addTo(runs, mayFollow) ? clear(runs, optional) : null;
        }
        return addTo(runs, pattern) ? clear(runs, runs.size()) : null;
    }

    /** What may stand at the end and is more than one run. */
    private static @Nullable PatternNode mayFollow(PatternNode pattern) {
        var last = pattern instanceof Sequence sequence && !sequence.parts().isEmpty()
                ? sequence.parts().get(sequence.parts().size() - 1)
                : null;
        return last instanceof Repeat repeat
                        && repeat.least() == 0
                        && repeat.most() == 1
                        && !(repeat.node() instanceof Bytes)
                ? repeat.node()
                : null;
    }

    private static @Nullable Runs clear(List<Repeat> runs, int optional) {
        for (int at = 0; at < runs.size(); at++) {
            if (!endsClearly(runs, at)) {
                return null;
            }
        }
        return runs.isEmpty() ? null : new Runs(runs, optional);
    }

    private static boolean addTo(List<Repeat> runs, PatternNode node) {
        if (node instanceof Sequence sequence) {
            return sequence.parts().stream().allMatch(part -> addTo(runs, part));
        }
        if (node instanceof Bytes) {
            return runs.add(new Repeat(node, 1, 1));
        }
        return node instanceof Repeat repeat && repeat.node() instanceof Bytes && runs.add(repeat);
    }

    /** Whether nothing that can follow begins with a byte of this run, unless its length is fixed. */
    private static boolean endsClearly(List<Repeat> runs, int run) {
        var set = ((Bytes) runs.get(run).node()).set();
        var open = runs.get(run).least() < runs.get(run).most();
        for (int next = run + 1; open && next < runs.size(); next++) {
            if (((Bytes) runs.get(next).node()).set().meets(set)) {
                return false;
            }
            open = runs.get(next).least() == 0;
        }
        return true;
    }

    /** Whether this is one run, and what follows it cannot begin with a byte of it. */
    boolean cannotEndEarlier(PatternNode tail) throws BadPatternException {
        var states = new Nfa(tail);
        var starting = states.atStart();
        return sets.length == 1
                && !starting.get(Nfa.ACCEPT)
                && starting.stream().mapToObj(states::reads).noneMatch(set -> set.meets(single));
    }

    /** @return behind the last byte of the longest match that begins at {@code from}, or {@link Ends#NONE} */
    int end(byte[] bytes, int from, int to, Attempt attempt) {
        int at = from;
        int end = Ends.NONE;
        for (int run = 0; run < sets.length; run++) {
            end = run == optional ? at : end;
            int behind = behind(sets[run], bytes, at, most[run] < to - at ? at + most[run] : to);
            if (behind - at < least[run]) {
                attempt.read(from, behind);
                return end;
            }
            at = behind;
        }
        attempt.read(from, at);
        return at;
    }

    private static int behind(boolean[] set, byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && set[bytes[at] & 0xff]) {
            at++;
        }
        return at;
    }
}
