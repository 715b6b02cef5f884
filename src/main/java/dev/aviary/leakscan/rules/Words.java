package dev.aviary.leakscan.rules;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds the {@link Word}s of a table that is being made. */
final class Words {

    private static final int CASE = 0x20;
    private static final int SHORTEST = 2;

    private final List<int[]> rows;
    private final BitSet accepting;
    private final int[] letterOf;

    /**
     * @param rows for each state and class of bytes the next state; 0 if nothing goes on
     * @param accepting states that accept
     */
    Words(byte[] classOf, List<int[]> rows, BitSet accepting) {
        this.rows = rows;
        this.accepting = accepting;
        this.letterOf = IntStream.range(0, rows.get(0).length)
                .map(number -> letter(classOf, number))
                .toArray();
    }

    /** @return the byte that alone is of this class, and above it {@link #CASE} if its upper case is as well; -1 if there are others */
    private static int letter(byte[] classOf, int number) {
        var values = IntStream.range(0, classOf.length)
                .filter(value -> (classOf[value] & 0xff) == number)
                .toArray();
        if (values.length == 1) {
            return values[0] < 0x80 ? values[0] : -1;
        }
        return values.length == 2 && values[1] < 0x80 && (values[0] | CASE) == values[1] ? values[1] | CASE << 8 : -1;
    }

    /** For each state the word that begins in it; null if none does. */
    List<@Nullable Word> all() {
        var all = new ArrayList<@Nullable Word>();
        for (int state = 0; state < rows.size(); state++) {
            all.add(at(state));
        }
        return all;
    }

    private @Nullable Word at(int state) {
        var letters = new ByteArrayOutputStream();
        var cases = new ByteArrayOutputStream();
        int then = state;
        for (int way = onlyWay(then); way >= 0; way = onlyWay(then)) {
            letters.write(letterOf[way]);
            cases.write(letterOf[way] >>> 8);
            then = rows.get(then)[way];
        }
        return letters.size() < SHORTEST ? null : new Word(letters.toByteArray(), cases.toByteArray(), then);
    }

    /** The class of bytes with which alone this state goes on; -1 if there are others, or if it accepts. */
    private int onlyWay(int state) {
        int only = -1;
        var row = rows.get(state);
        for (int way = 0; way < row.length; way++) {
            if (row[way] != 0) {
                if (only >= 0) {
                    return -1;
                }
                only = way;
            }
        }
        return only < 0 || accepting.get(state) || letterOf[only] < 0 ? -1 : only;
    }
}
