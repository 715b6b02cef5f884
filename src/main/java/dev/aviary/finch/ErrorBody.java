package dev.aviary.finch;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The machine words of an error (finch-api 3.1). Texts that are no machine words, and Finch's message, are dropped here.
 *
 * @param name broad word
 * @param finchCode finer word
 */
record ErrorBody(@Nullable String name, @Nullable String finchCode) {

    private static final ErrorBody NONE = new ErrorBody(null, null);
    private static final int MOST_BYTES = 64 * 1024;

    /** Reads an error's body; one that is empty, not JSON or too long has no words. */
    static ErrorBody of(@Nullable InputStream body) {
        if (body == null) {
            return NONE;
        }
        try {
            return of(Json.MAPPER.readTree(body.readNBytes(MOST_BYTES)));
        } catch (IOException | JacksonException e) {
            return NONE;
        }
    }

    static ErrorBody of(@Nullable JsonNode body) {
        return body == null || !body.isObject() ? NONE : new ErrorBody(word(body, "name"), word(body, "finch_code"));
    }

    /** The finest word there is. */
    @Nullable
    String word() {
        return finchCode != null ? finchCode : name;
    }

    boolean says(String word) {
        return word.equals(name) || word.equals(finchCode);
    }

    private static @Nullable String word(JsonNode body, String field) {
        var value = body.get(field);
        return value != null && value.isString() ? Words.word(value.stringValue()) : null;
    }
}
