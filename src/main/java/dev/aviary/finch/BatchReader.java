package dev.aviary.finch;

import java.util.function.Consumer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads a batch answer (finch-api 3.3) as it arrives and hands on each item at once; nothing is held but the item at hand. Takes {@code {"responses":
 * [...]}} and the bare array of the benefits alike. For one answer only.
 */
final class BatchReader<T> implements BodyReader<Integer> {

    private final ItemReader<T> item;
    private final Consumer<BatchItem<T>> each;
    private int delivered;

    BatchReader(String idField, BodyReader<T> body, Consumer<BatchItem<T>> each) {
        this.item = new ItemReader<>(idField, body);
        this.each = each;
    }

    /** Whether an item went out already, so that reading the answer once more would hand it on twice. */
    boolean hasDelivered() {
        return delivered > 0;
    }

    @Override
    public Integer read(JsonParser parser) {
        if (parser.hasToken(JsonToken.START_ARRAY)) {
            readItems(parser);
            return delivered;
        }
        if (!parser.hasToken(JsonToken.START_OBJECT) || !findResponses(parser)) {
            throw new WrongShapeException();
        }
        return delivered;
    }

    private boolean findResponses(JsonParser parser) {
        var found = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var field = parser.currentName();
            parser.nextToken();
            if (field.equals("responses") && parser.hasToken(JsonToken.START_ARRAY)) {
                readItems(parser);
                found = true;
            } else {
                parser.skipChildren();
            }
        }
        return found;
    }

    private void readItems(JsonParser parser) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            handOn(item.read(parser));
        }
    }

    private void handOn(BatchItem<T> read) {
        delivered++;
        try {
            each.accept(read);
        } catch (RuntimeException e) {
            throw new ConsumerFailedException(e);
        }
    }

    /** What the caller's own consumer threw; it goes back to the caller as it is, and is never taken for a fault of Finch's. */
    static final class ConsumerFailedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final RuntimeException own;

        private ConsumerFailedException(RuntimeException own) {
            super(null, null, false, false);
            this.own = own;
        }

        RuntimeException own() {
            return own;
        }
    }
}
