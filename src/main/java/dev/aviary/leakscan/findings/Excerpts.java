package dev.aviary.leakscan.findings;

import dev.aviary.leakscan.Block;
import dev.aviary.leakscan.Hit;
import dev.aviary.logging.Masked;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A few words around a hit, of its line. All hits of the block are masked, then whatever the log would mask; then words with digits, long words and those that
 * are cut by the excerpt's ends, because another block may know a secret there.
 */
final class Excerpts {

    private static final int BEFORE = 40;
    private static final int AFTER = 24;
    private static final String MASK = "***";
    private static final Pattern TELLING = Pattern.compile("[A-Za-z]*[0-9][A-Za-z0-9]*|[A-Za-z]{16,}");

    private final Block block;
    private final BitSet hidden = new BitSet();

    /** @throws IllegalArgumentException if a hit is not within the block */
    Excerpts(Block block, List<Hit> hits) {
        this.block = block;
        for (var hit : hits) {
            hidden.set(start(hit), end(hit));
        }
    }

    byte[] secret(Hit hit) {
        return java.util.Arrays.copyOfRange(block.bytes(), start(hit), end(hit));
    }

    String around(Hit hit) {
        int from = start(hit);
        for (int least = Math.max(block.reportsFrom(), from - BEFORE); from > least && !isLineEnd(from - 1); ) {
            from--;
        }
        int to = end(hit);
        for (int most = Math.min(block.reportsTo(), to + AFTER); to < most && !isLineEnd(to); ) {
            to++;
        }
        return TELLING.matcher(Masked.text(masked(wordFrom(from, start(hit)), wordTo(to, end(hit)))))
                .replaceAll("#")
                .strip();
    }

    private int start(Hit hit) {
        return index(hit.from());
    }

    private int end(Hit hit) {
        return index(hit.to());
    }

    private int index(long position) {
        long index = position - block.position() + block.from();
        if (index < block.from() || index > block.to()) {
            throw new IllegalArgumentException("A hit at " + position + " is not within " + block);
        }
        return (int) index;
    }

    private boolean isLineEnd(int at) {
        return !hidden.get(at) && (block.bytes()[at] == '\n' || block.bytes()[at] == '\r');
    }

    /** Without a word that began before. */
    private int wordFrom(int from, int hit) {
        int at = from;
        if (at > block.from() && isWord(at - 1)) {
            while (at < hit && isWord(at)) {
                at++;
            }
        }
        return at;
    }

    /** Without a word that goes on behind. */
    private int wordTo(int to, int hit) {
        int at = to;
        if (at < block.to() && isWord(at)) {
            while (at > hit && isWord(at - 1)) {
                at--;
            }
        }
        return at;
    }

    /** A zero is part of a character in UTF-16. */
    private boolean isWord(int at) {
        var b = block.bytes()[at];
        return !hidden.get(at) && (b == 0 || b > ' ' && Character.isLetterOrDigit(b));
    }

    private String masked(int from, int to) {
        var text = new StringBuilder();
        for (int at = from; at < to; at++) {
            if (hidden.get(at)) {
                at = Math.min(to, hidden.nextClearBit(at)) - 1;
                text.append(MASK);
            } else if (block.bytes()[at] != 0) {
                var b = block.bytes()[at];
                text.append(b >= ' ' && b < 127 ? (char) b : b == '\t' ? ' ' : '?');
            }
        }
        return text.toString();
    }
}
