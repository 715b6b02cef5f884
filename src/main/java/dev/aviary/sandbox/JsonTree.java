package dev.aviary.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.ByteArrayBuilder;

/** JSON as maps, lists, strings, numbers, booleans and nulls: for small bodies, and for records that are changed on their way out. */
final class JsonTree {

    static final JsonFactory FACTORY = new JsonFactory();

    private JsonTree() {}

    static JsonGenerator generator(java.io.OutputStream out) {
        return FACTORY.createGenerator(ObjectWriteContext.empty(), out);
    }

    static JsonParser parser(byte[] body) {
        return FACTORY.createParser(ObjectReadContext.empty(), body);
    }

    /** An object of names and values in turn, in that order: Map.of has another one in each process. */
    static Map<String, @Nullable Object> object(@Nullable Object... namesAndValues) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return map;
    }

    /** @throws JacksonException unless the body is exactly one JSON value */
    static @Nullable Object read(byte[] body) {
        try (var json = parser(body)) {
            json.nextToken();
            var tree = value(json);
            if (json.nextToken() != null) {
                throw new IllegalArgumentException("more than one JSON value");
            }
            return tree;
        }
    }

    /** What {@code record} writes, as a tree. */
    static @Nullable Object of(Consumer<JsonGenerator> record) {
        try (var bytes = new ByteArrayBuilder(1_000)) {
            try (var json = generator(bytes)) {
                record.accept(json);
            }
            return read(bytes.toByteArray());
        }
    }

    static void write(JsonGenerator json, @Nullable Object tree) {
        if (tree instanceof Map<?, ?> map) {
            json.writeStartObject();
            map.forEach((name, value) -> {
                json.writeName((String) name);
                write(json, value);
            });
            json.writeEndObject();
        } else if (tree instanceof Iterable<?> list) {
            json.writeStartArray();
            list.forEach(value -> write(json, value));
            json.writeEndArray();
        } else {
            scalar(json, tree);
        }
    }

    private static void scalar(JsonGenerator json, @Nullable Object value) {
        if (value instanceof Integer || value instanceof Long) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof Number number) {
            json.writeNumber(number.doubleValue());
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else {
            json.writeString(value == null ? null : value.toString());
        }
    }

    private static @Nullable Object value(JsonParser json) {
        var token = json.currentToken();
        if (token == null) {
            throw new IllegalArgumentException("no JSON value");
        }
        return switch (token) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> array(json);
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> json.getString();
        };
    }

    private static Map<String, @Nullable Object> object(JsonParser json) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        for (var name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            map.put(name, value(json));
        }
        return map;
    }

    private static List<@Nullable Object> array(JsonParser json) {
        var list = new ArrayList<@Nullable Object>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(json));
        }
        return list;
    }
}
