package dev.aviary.leakscan.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A pattern as a tree. */
sealed interface PatternNode {

    PatternNode NOTHING = new Sequence(List.of());

    /** What reads the same texts from their ends. */
    PatternNode reversed();

    /** One byte of a set. */
    record Bytes(ByteSet set) implements PatternNode {

        @Override
        public PatternNode reversed() {
            return this;
        }
    }

    /** All parts, one behind the other. */
    record Sequence(List<PatternNode> parts) implements PatternNode {

        @Override
        public PatternNode reversed() {
            var reversed =
                    new ArrayList<>(parts.stream().map(PatternNode::reversed).toList());
            Collections.reverse(reversed);
            return new Sequence(reversed);
        }
    }

    /** One of the options. */
    record Choice(List<PatternNode> options) implements PatternNode {

        @Override
        public PatternNode reversed() {
            return new Choice(options.stream().map(PatternNode::reversed).toList());
        }
    }

    /** From {@code least} to {@code most} times. */
    record Repeat(PatternNode node, int least, int most) implements PatternNode {

        static final int WITHOUT_END = Integer.MAX_VALUE;

        @Override
        public PatternNode reversed() {
            return new Repeat(node.reversed(), least, most);
        }
    }
}
