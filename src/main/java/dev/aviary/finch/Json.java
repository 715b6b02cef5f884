package dev.aviary.finch;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * How Finch's JSON is read: snake case, unknown fields and words kept, absent as null, whole numbers also as {@code 404.0} or {@code "404"}, empty
 * text as null where text is not wanted. An amount with a fraction of a cent is refused, never rounded.
 */
final class Json {

    /** Far more than any documented value needs, far less than what would exhaust the heap. */
    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(100)
            .maxStringLength(1_000_000)
            .maxNameLength(1_000)
            .maxNumberLength(100)
            .maxDocumentLength(1_000_000_000)
            .build();

    static final JsonMapper MAPPER = JsonMapper.builder(
                    JsonFactory.builder().streamReadConstraints(LIMITS).build())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .withCoercionConfigDefaults(
                    coercion -> coercion.setCoercion(CoercionInputShape.EmptyString, CoercionAction.AsNull))
            .addModule(new SimpleModule().addDeserializer(Long.class, new WholeNumber()))
            .build();

    private Json() {}

    /** The value under the parser, or null if it is not a whole number of {@code long} size. Leaves the parser on its last token. */
    static @Nullable Long wholeNumber(JsonParser parser) {
        return switch (parser.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_STRING -> wholeNumber(parser.getString());
            default -> {
                parser.skipChildren();
                yield null;
            }
        };
    }

    /** As {@link #wholeNumber}, null also for what is negative or too large for an {@code int}. */
    static @Nullable Integer count(JsonParser parser) {
        var number = wholeNumber(parser);
        return number == null || number < 0 || number > Integer.MAX_VALUE ? null : number.intValue();
    }

    /** The text under the parser, numbers included; null for everything else. Leaves the parser on its last token. */
    static @Nullable String text(JsonParser parser) {
        return switch (parser.currentToken()) {
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getString();
            default -> {
                parser.skipChildren();
                yield null;
            }
        };
    }

    private static @Nullable Long wholeNumber(String text) {
        if (text.length() > 40) {
            return null;
        }
        try {
            return new BigDecimal(text.strip()).longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            return null;
        }
    }

    private static final class WholeNumber extends ValueDeserializer<Long> {

        @Override
        public @Nullable Long deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.hasToken(JsonToken.VALUE_STRING) && parser.getString().isBlank()) {
                return null;
            }
            var number = wholeNumber(parser);
            if (number == null) {
                throw MismatchedInputException.from(parser, Long.class, "not a whole number");
            }
            return number;
        }
    }
}
