package dev.aviary.sync;

import org.jspecify.annotations.Nullable;

/**
 * An item of a batch that could not be had or stored.
 *
 * @param item its Finch id; null if it has none, or one that cannot be kept
 * @param code Finch's item code; 0 if Finch gave none
 * @param cause machine word
 */
record ItemFailure(
        @Nullable String item, int code, @Nullable String cause) {}
