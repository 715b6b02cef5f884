package dev.aviary.finch;

import tools.jackson.core.JsonParser;

/** Reads the value that begins at the parser's current token and leaves the parser on its last one. */
@FunctionalInterface
interface BodyReader<T> {

    /**
     * @throws WrongShapeException if the JSON is not what the API documents
     * @throws tools.jackson.core.JacksonException if it is broken or cut off, or does not fit the type
     */
    T read(JsonParser parser);

    /** A value that is read as one piece. */
    static <T> BodyReader<T> of(Class<T> type) {
        return parser -> parser.readValueAs(type);
    }
}
