package dev.aviary.finch;

import org.jspecify.annotations.Nullable;

/**
 * One item of a batch answer. HTTP 200 for the batch never implies that every item succeeded (finch-api 3.3).
 * Order is not promised: match by id.
 */
public sealed interface BatchItem<T> {

    /** The individual or payment id that was asked for. */
    String id();

    /** The item's data. */
    record Found<T>(String id, T body) implements BatchItem<T> {}

    /** Item code 202: Finch knows the item and has not fetched its data yet; ask again later. */
    record Pending<T>(String id) implements BatchItem<T> {}

    /**
     * The item failed, or its body could not be read.
     *
     * @param code status of the item, 0 if the body could not be read
     * @param word {@code finch_code}, else {@code name}, checked to be a machine word; null if there was none
     */
    record Failed<T>(String id, int code, @Nullable String word) implements BatchItem<T> {}
}
