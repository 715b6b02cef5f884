package dev.aviary.sandbox;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How often the statements of each payment were asked for, for as long as a switch keeps them back. Thread-safe. */
final class PendingStatements {

    private final Map<String, Integer> reads = new ConcurrentHashMap<>();

    /** Whether this read is still among the first {@code held} ones. */
    boolean holdsBack(String payment, int held) {
        return held > 0 && reads.merge(payment, 1, Integer::sum) <= held;
    }
}
