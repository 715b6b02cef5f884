package dev.aviary.finch;

import java.util.function.Function;

/**
 * What Finch answered to a read. A 202 is a value, not an exception: the request was valid and the data is not there yet
 * (finch-api 3.4), which never means "empty".
 */
public sealed interface Answer<T> {

    /** {@code Finch-Request-Id}, or {@code -} when Finch sent none. */
    String requestId();

    /** The data. */
    record Data<T>(T value, Freshness freshness, String requestId) implements Answer<T> {}

    /** 202: not there yet. */
    record NotYet<T>(String requestId) implements Answer<T> {}

    default <R> Answer<R> map(Function<T, R> change) {
        if (this instanceof Data<T> data) {
            return new Data<>(change.apply(data.value()), data.freshness(), data.requestId());
        }
        return new NotYet<>(requestId());
    }
}
