package dev.aviary.lifecycle;

import java.nio.CharBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One line of a CSV file (RFC 4180), cut into cells in place, in an array that is wiped afterwards. A quoted cell may hold commas and
 * doubled quotes, but no line break: none of our columns can, and one quote too many must not swallow the rest of the file.
 */
final class CsvLine {

    private static final int MAX_LENGTH = 8_192;
    private static final int MAX_CELLS = 16;
    private static final char UNDECODABLE = '\uFFFD';

    private final char[] characters = new char[MAX_LENGTH];
    private final int[] starts = new int[MAX_CELLS];
    private final int[] ends = new int[MAX_CELLS];
    private int length;
    private int cells;
    private @Nullable String fault;

    void clear() {
        Arrays.fill(characters, 0, Math.min(length, MAX_LENGTH), '\0');
        length = 0;
        cells = 0;
        fault = null;
    }

    void append(char character) {
        if (length < MAX_LENGTH) {
            characters[length++] = character;
        } else {
            fault = "the line is longer than " + MAX_LENGTH + " characters";
        }
        if (character == UNDECODABLE) {
            fault = "the line is not valid UTF-8";
        }
    }

    boolean isEmpty() {
        return length == 0;
    }

    /** Whether there is nothing to read: white space only, or a comment. */
    boolean isSkippable() {
        var text = CharBuffer.wrap(characters, 0, length);
        return fault == null
                && (length > 0 && characters[0] == '#' || text.chars().allMatch(c -> c == ' ' || c == '\t'));
    }

    /** @return what is wrong with the line; null if it could be cut into cells */
    @Nullable
    String cut() {
        var position = 0;
        while (fault == null && position <= length) {
            if (cells == MAX_CELLS) {
                fault = "the line has more than " + MAX_CELLS + " columns";
                break;
            }
            position = position < length && characters[position] == '"' ? quoted(position + 1) : plain(position);
        }
        return fault;
    }

    int cells() {
        return cells;
    }

    /** A view of the cell without white space around it; valid until {@link #clear}. */
    CharBuffer stripped(int cell) {
        var from = starts[cell];
        var to = ends[cell];
        while (from < to && Character.isWhitespace(characters[from])) {
            from++;
        }
        while (to > from && Character.isWhitespace(characters[to - 1])) {
            to--;
        }
        return CharBuffer.wrap(characters, from, to - from);
    }

    /** A copy of the cell as it stands; the caller wipes it. */
    char[] copy(int cell) {
        return Arrays.copyOfRange(characters, starts[cell], ends[cell]);
    }

    /** @return where the next cell begins: behind the comma, or behind the end */
    private int plain(int from) {
        var position = from;
        while (position < length && characters[position] != ',') {
            if (characters[position] == '"') {
                fault = "a quote stands inside a cell that does not begin with one";
            }
            position++;
        }
        return add(from, position, position);
    }

    private int quoted(int from) {
        var write = from;
        var read = from;
        while (read < length) {
            if (characters[read] != '"') {
                characters[write++] = characters[read++];
            } else if (read + 1 < length && characters[read + 1] == '"') {
                characters[write++] = '"';
                read += 2;
            } else {
                return closed(from, write, read + 1);
            }
        }
        fault = "a quote is not closed on its line";
        return length + 1;
    }

    private int closed(int from, int to, int behind) {
        if (behind < length && characters[behind] != ',') {
            fault = "something stands between a closing quote and the next comma";
        }
        return add(from, to, behind);
    }

    private int add(int from, int to, int behind) {
        starts[cells] = from;
        ends[cells++] = to;
        return behind + 1;
    }
}
