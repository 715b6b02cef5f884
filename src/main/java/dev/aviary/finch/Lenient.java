package dev.aviary.finch;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.DatabindException;

/** Reads one object out of many, so that one that does not fit costs only itself. */
final class Lenient {

    private Lenient() {}

    /**
     * The object under the parser, or null if it does not fit; the parser is on its last token either way. Broken or cut-off JSON still throws,
     * since nothing behind it can be trusted.
     */
    static <T> @Nullable T object(JsonParser parser, BodyReader<T> reader) {
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            parser.skipChildren();
            return null;
        }
        var depth = parser.streamReadContext().getNestingDepth();
        try {
            return reader.read(parser);
        } catch (DatabindException | InputCoercionException | WrongShapeException e) {
            leave(parser, depth);
            return null;
        }
    }

    private static void leave(JsonParser parser, int depth) {
        while (parser.streamReadContext().getNestingDepth() >= depth) {
            if (parser.nextToken() == null) {
                throw new UnexpectedEndOfInputException(parser, JsonToken.NOT_AVAILABLE, "cut off");
            }
        }
    }
}
