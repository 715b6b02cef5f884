package dev.aviary.leakscan.rules;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes the table of a pattern, or says that it would be too large. */
final class DfaBuilder {

    private static final int LARGEST = 60_000;

    private final Nfa nfa;
    private final byte[] classOf = new byte[256];
    private final List<Integer> examples = new ArrayList<>();
    private final List<int[]> reads = new ArrayList<>();
    private final List<BitSet> behind = new ArrayList<>();
    private final Map<BitSet, Integer> numbers = new HashMap<>();
    private final List<BitSet> found = new ArrayList<>();
    private final List<int[]> rows = new ArrayList<>();

    DfaBuilder(Nfa nfa) {
        this.nfa = nfa;
    }

    Dfa build() throws BadPatternException {
        divideBytes();
        for (int state = 0; state < nfa.size(); state++) {
            reads.add(classes(nfa.reads(state)));
            behind.add(reads.get(state).length == 0 ? new BitSet() : nfa.behind(state));
        }
        number(new BitSet());
        int start = number(nfa.atStart());
        for (int at = 0; at < found.size(); at++) {
            rows.add(row(found.get(at)));
        }
        return table(start);
    }

    /** Bytes that no set of the pattern tells apart are one class. */
    private void divideBytes() {
        var sets = new ArrayList<ByteSet>();
        for (int state = 0; state < nfa.size(); state++) {
            if (!nfa.reads(state).isEmpty() && !sets.contains(nfa.reads(state))) {
                sets.add(nfa.reads(state));
            }
        }
        var classes = new HashMap<BitSet, Integer>();
        for (int value = 0; value < 256; value++) {
            var in = new BitSet();
            for (int at = 0; at < sets.size(); at++) {
                in.set(at, sets.get(at).has(value));
            }
            var known = classes.putIfAbsent(in, examples.size());
            classOf[value] = (byte) (known == null ? examples.size() : known);
            if (known == null) {
                examples.add(value);
            }
        }
    }

    private int[] classes(ByteSet set) {
        return IntStream.range(0, examples.size())
                .filter(number -> set.has(examples.get(number)))
                .toArray();
    }

    private int[] row(BitSet states) throws BadPatternException {
        var reached = new @Nullable BitSet[examples.size()];
        for (int state = states.nextSetBit(0); state >= 0; state = states.nextSetBit(state + 1)) {
            for (int number : reads.get(state)) {
                reached[number] = joined(reached[number], behind.get(state));
            }
        }
        var row = new int[reached.length];
        for (int at = 0; at < row.length; at++) {
            row[at] = reached[at] == null ? 0 : number(reached[at]);
        }
        return row;
    }

    /** Without a copy as long as there is only one. */
    private static BitSet joined(@Nullable BitSet all, BitSet more) {
        if (all == null || all == more) {
            return more;
        }
        var joined = (BitSet) all.clone();
        joined.or(more);
        return joined;
    }

    private int number(BitSet states) throws BadPatternException {
        var known = numbers.putIfAbsent(states, found.size());
        if (known != null) {
            return known;
        }
        found.add(states);
        if ((long) found.size() * width() > LARGEST) {
            throw new BadPatternException(
                    "the pattern is too large as a table; lower its counts, or have fewer repeats follow each other");
        }
        return found.size() - 1;
    }

    /** The table: first the states that only look up the next one, then those with a word, then those that accept. */
    private Dfa table(int start) {
        var words = new Words(classOf, rows, accepting()).all();
        var places = places(words);
        var accepted = new ArrayList<BitSet>();
        var next = new char[found.size() * width()];
        for (int state = 0; state < found.size(); state++) {
            for (int column = 0; column < examples.size(); column++) {
                next[places[state] + column] = (char) places[rows.get(state)[column]];
            }
            next[places[state] + examples.size()] = (char) state;
            next[places[state] + examples.size() + 1] = (char) numberOf(accepted(found.get(state)), accepted);
        }
        var placed = words.stream()
                .map(word -> word == null ? null : word.placed(places))
                .toArray(Word[]::new);
        int accepting = (found.size() - accepting().cardinality()) * width();
        int special = accepting - (int) words.stream().filter(Objects::nonNull).count() * width();
        return new Dfa(classOf, next, places[start], special, accepting, width(), placed, arrays(accepted));
    }

    private int width() {
        return examples.size() + Dfa.COLUMNS;
    }

    private int[] places(List<@Nullable Word> words) {
        var accepting = accepting();
        var order = IntStream.range(0, found.size())
                .boxed()
                .sorted(Comparator.comparingInt(state -> accepting.get(state) ? 2 : words.get(state) == null ? 0 : 1))
                .toList();
        var places = new int[found.size()];
        for (int at = 0; at < places.length; at++) {
            places[order.get(at)] = at * width();
        }
        return places;
    }

    private BitSet accepting() {
        var accepting = new BitSet();
        for (int state = 0; state < found.size(); state++) {
            accepting.set(state, !accepted(found.get(state)).isEmpty());
        }
        return accepting;
    }

    private BitSet accepted(BitSet states) {
        return states.get(0, nfa.patterns());
    }

    private static int numberOf(BitSet patterns, List<BitSet> known) {
        if (!known.contains(patterns)) {
            known.add(patterns);
        }
        return known.indexOf(patterns);
    }

    private static int[][] arrays(List<BitSet> sets) {
        return sets.stream().map(set -> set.stream().toArray()).toArray(int[][]::new);
    }
}
