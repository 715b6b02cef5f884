package dev.aviary.finch;

import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.EntityId;
import dev.aviary.vault.AccessToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the answer that holds a token. The token goes from the parser's characters into an {@link AccessToken} and is never a {@code String}; the
 * parser works on an array of ours, and what it keeps in buffers is wiped as well. For one answer.
 */
final class GrantReader implements BodyReader<Granted>, AutoCloseable {

    private static final int MOST_BYTES = 64 * 1024;

    private byte[] body = {};
    private @Nullable AccessToken token;
    private @Nullable String connection;
    private @Nullable String provider;
    private final Set<String> products = new LinkedHashSet<>();
    private final List<String> entities = new ArrayList<>();

    @Override
    public JsonParser parserOf(InputStream in) throws IOException {
        var buffer = new byte[MOST_BYTES];
        var length = in.readNBytes(buffer, 0, MOST_BYTES);
        body = Arrays.copyOf(buffer, length);
        Arrays.fill(buffer, (byte) 0);
        return Json.MAPPER.createParser(body);
    }

    @Override
    public Granted read(JsonParser parser) {
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            throw new WrongShapeException();
        }
        for (var name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            field(name, parser);
        }
        if (!parser.hasToken(JsonToken.END_OBJECT) || token == null || connection == null) {
            throw new WrongShapeException();
        }
        return granted(token, connection);
    }

    private void field(String name, JsonParser parser) {
        switch (name) {
            case "access_token" -> token = token(parser);
            case "connection_id" -> connection = Json.text(parser);
            case "provider_id" -> provider = Words.printable(Json.text(parser));
            case "products" ->
                texts(parser).stream()
                        .map(Words::word)
                        .filter(java.util.Objects::nonNull)
                        .forEach(products::add);
            case "entity_ids" -> entities.addAll(texts(parser));
            default -> parser.skipChildren();
        }
    }

    private AccessToken token(JsonParser parser) {
        if (token != null || !parser.hasToken(JsonToken.VALUE_STRING)) {
            throw new WrongShapeException();
        }
        var shared = parser.getStringCharacters();
        var from = parser.getStringOffset();
        var to = from + parser.getStringLength();
        var own = Arrays.copyOfRange(shared, from, to);
        Arrays.fill(shared, from, to, '\0');
        try {
            return AccessToken.of(own);
        } catch (IllegalArgumentException e) {
            throw new WrongShapeException();
        } finally {
            Arrays.fill(own, '\0');
        }
    }

    private static List<String> texts(JsonParser parser) {
        var texts = new ArrayList<String>();
        if (!parser.hasToken(JsonToken.START_ARRAY)) {
            parser.skipChildren();
            return texts;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            var text = Json.text(parser);
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    private Granted granted(AccessToken read, String id) {
        try {
            return new Granted(
                    read,
                    new ConnectionId(id),
                    provider,
                    products,
                    entities.stream().map(EntityId::new).toList());
        } catch (IllegalArgumentException e) {
            // An id cannot be one. The exception could quote it.
            throw new WrongShapeException();
        }
    }

    /** Nobody gets the token: the answer was of no use. */
    void dropToken() {
        if (token != null) {
            token.close();
        }
    }

    @Override
    public void close() {
        Arrays.fill(body, (byte) 0);
    }
}
