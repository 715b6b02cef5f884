package dev.aviary.leakscan.exact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.leakscan.exact.FileRecall.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a token is written as, in whatever type of file and wherever: it is found, once. Every form meets every type, every form every place and every
 * type every place; {@link FileRecall} runs all three together.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FileRecallTests {

    private static final List<String> TYPES = List.copyOf(FileTypes.all().keySet());
    private static final Position[] INSIDE = {
        Position.FIRST, Position.MIDDLE, Position.LAST, Position.BEHIND_A_LONG_LINE
    };
    private static final int AT_BORDERS = 3;

    private final FileRecall recall = new FileRecall(RecallTests.newDetector());
    private final List<RecallTests.Leak> leaks = RecallTests.leaks().toList();

    static Stream<String> types() {
        return TYPES.stream();
    }

    @ParameterizedTest
    @MethodSource("types")
    void findsEveryFormIn(String type) {
        int number = TYPES.indexOf(type);
        var faults = new ArrayList<String>();
        for (var i = 0; i < leaks.size(); i++) {
            add(faults, leaks.get(i), type, INSIDE[(number + i) % INSIDE.length], i);
        }

        assertThat(faults).isEmpty();
    }

    /** Forms take turns. */
    @ParameterizedTest
    @MethodSource("types")
    void findsAtBordersOfBlocksIn(String type) {
        int number = TYPES.indexOf(type);
        var faults = new ArrayList<String>();
        for (var i = 0; i < AT_BORDERS; i++) {
            add(faults, leaks.get((AT_BORDERS * number + i) % leaks.size()), type, Position.BORDER, number);
        }

        assertThat(faults).isEmpty();
    }

    private void add(List<String> faults, RecallTests.Leak leak, String type, Position position, int seed) {
        var fault = recall.fault(leak, type, position, new Random(20261127 + seed));
        if (!fault.isEmpty()) {
            faults.add(leak + ", " + position + ": " + fault);
        }
    }
}
