package dev.aviary.finch;

import java.io.IOException;
import java.io.InputStream;
import tools.jackson.core.JsonParser;

/** Reads the value that begins at the parser's current token and leaves the parser on its last one. */
@FunctionalInterface
interface BodyReader<T> {

    /**
     * @throws WrongShapeException if the JSON is not what the API documents
     * @throws tools.jackson.core.JacksonException if it is broken or cut off, or does not fit the type
     */
    T read(JsonParser parser);

    /** The parser for a body; it is closed when the value was read. */
    default JsonParser parserOf(InputStream body) throws IOException {
        return Json.MAPPER.createParser(body);
    }

    /** A value that is read as one piece. */
    static <T> BodyReader<T> of(Class<T> type) {
        return parser -> parser.readValueAs(type);
    }
}
