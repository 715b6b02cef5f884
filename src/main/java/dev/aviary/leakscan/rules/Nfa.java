package dev.aviary.leakscan.rules;

import dev.aviary.leakscan.rules.PatternNode.Bytes;
import dev.aviary.leakscan.rules.PatternNode.Choice;
import dev.aviary.leakscan.rules.PatternNode.Repeat;
import dev.aviary.leakscan.rules.PatternNode.Sequence;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Patterns as states that read a byte and go on, or only go on. The first states accept: one for each pattern. */
final class Nfa {

    /** Of a single pattern. */
    static final int ACCEPT = 0;

    private static final int MOST = 4_000;

    /** What a state reads; nothing if it goes on by itself. */
    private final List<ByteSet> reads = new ArrayList<>();

    private final List<int[]> exits = new ArrayList<>();
    private final Map<Integer, BitSet> behind = new ConcurrentHashMap<>();
    private final int patterns;
    private final int start;

    Nfa(PatternNode pattern) throws BadPatternException {
        this(List.of(pattern));
    }

    Nfa(List<PatternNode> patterns) throws BadPatternException {
        this.patterns = patterns.size();
        for (int number = 0; number < this.patterns; number++) {
            add(ByteSet.NONE);
        }
        var entries = new int[this.patterns];
        for (int number = 0; number < this.patterns; number++) {
            entries[number] = build(patterns.get(number), number);
        }
        this.start = entries.length == 1 ? entries[0] : add(ByteSet.NONE, entries);
    }

    int patterns() {
        return patterns;
    }

    int size() {
        return reads.size();
    }

    ByteSet reads(int state) {
        return reads.get(state);
    }

    /** The states at the beginning that read or accept. */
    BitSet atStart() {
        return reached(start);
    }

    /** Those reached by the byte that this state reads; not to be changed. */
    BitSet behind(int state) {
        return behind.computeIfAbsent(state, read -> reached(exits.get(read)[0]));
    }

    private BitSet reached(int from) {
        var seen = new BitSet(size());
        var reached = new BitSet(size());
        var open = new ArrayList<>(List.of(from));
        while (!open.isEmpty()) {
            int state = open.remove(open.size() - 1);
            if (seen.get(state)) {
                continue;
            }
            seen.set(state);
            if (state < patterns || !reads.get(state).isEmpty()) {
                reached.set(state);
                continue;
            }
            for (int exit : exits.get(state)) {
                open.add(exit);
            }
        }
        return reached;
    }

    private int build(PatternNode node, int then) throws BadPatternException {
        if (node instanceof Bytes bytes) {
            return add(bytes.set(), then);
        }
        if (node instanceof Sequence sequence) {
            int entry = then;
            for (int at = sequence.parts().size() - 1; at >= 0; at--) {
                entry = build(sequence.parts().get(at), entry);
            }
            return entry;
        }
        if (node instanceof Choice choice) {
            var entries = new int[choice.options().size()];
            for (int at = 0; at < entries.length; at++) {
                entries[at] = build(choice.options().get(at), then);
            }
            return add(ByteSet.NONE, entries);
        }
        return repeat((Repeat) node, then);
    }

    private int repeat(Repeat repeat, int then) throws BadPatternException {
        int entry = then;
        if (repeat.most() == Repeat.WITHOUT_END) {
            entry = add(ByteSet.NONE, then, then);
            exits.get(entry)[0] = build(repeat.node(), entry);
        } else {
            for (int times = repeat.least(); times < repeat.most(); times++) {
                entry = add(ByteSet.NONE, build(repeat.node(), entry), then);
            }
        }
        for (int times = 0; times < repeat.least(); times++) {
            entry = build(repeat.node(), entry);
        }
        return entry;
    }

    private int add(ByteSet set, int... to) throws BadPatternException {
        if (reads.size() == MOST) {
            throw new BadPatternException("the pattern has more than " + MOST + " states; lower its counts");
        }
        reads.add(set);
        exits.add(to);
        return reads.size() - 1;
    }
}
