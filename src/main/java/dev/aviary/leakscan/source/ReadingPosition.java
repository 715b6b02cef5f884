package dev.aviary.leakscan.source;

/**
 * Where to go on reading a text that was read before.
 *
 * @param position first byte at which a hit may begin that was not reported yet
 * @param seen how many bytes the text had when it was read last; a hit that ends behind them is new wherever it begins
 * @param line number of the line in which the byte at {@code position} is, from 1
 * @param column number of that character in its line, from 1
 */
public record ReadingPosition(long position, long seen, long line, long column) {

    public static final ReadingPosition BEGINNING = new ReadingPosition(0, 0, 1, 1);

    public ReadingPosition {
        if (position < 0 || seen < position || line < 1 || column < 1) {
            throw new IllegalArgumentException(
                    "No place in a text: %d of %d, line %d, column %d".formatted(position, seen, line, column));
        }
    }

    /** Whether a hit from here to there was reported when the text was read last. */
    public boolean hasReported(long from, long to) {
        return from < position && to <= seen;
    }
}
