package dev.aviary.store;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyName;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMethod;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finch's records as JSON in Finch's own names, unknown fields in their old places. The same record always gives the same bytes, in whatever
 * order its unknown fields came. Only ASCII is written, so that half a surrogate pair survives as the escape that it was.
 */
final class RecordJson {

    /** Where a row keeps the unknown fields of its record: among the sealed fields, or in the column of this name. */
    static final String UNKNOWN = "unknown_fields";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .annotationIntrospector(new UnknownFields())
            .changeDefaultPropertyInclusion(all -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private RecordJson() {}

    static byte[] bytes(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    static JsonNode tree(String text) {
        return MAPPER.readTree(text);
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ObjectNode object(byte[] json) {
        return (ObjectNode) MAPPER.readTree(json);
    }

    static JsonNode treeOf(Object value) {
        return value instanceof JsonNode node ? node : MAPPER.valueToTree(value);
    }

    static <R> R record(ObjectNode fields, Class<R> type) {
        if (fields.remove(UNKNOWN) instanceof ObjectNode unknown) {
            unknown.properties().forEach(field -> fields.putIfAbsent(field.getKey(), field.getValue()));
        }
        return MAPPER.treeToValue(fields, type);
    }

    /** Absent, null and empty are the same to Finch. */
    static boolean isEmpty(@Nullable Object value) {
        return value == null
                || value instanceof Collection<?> list && list.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty();
    }

    /** The records catch what they do not know in a map of this name; it goes back to where it came from. */
    private static final class UnknownFields extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable Boolean hasAnyGetter(MapperConfig<?> config, Annotated member) {
            if (member instanceof AnnotatedMethod method
                    && method.getName().equals("unknown")
                    && method.getDeclaringClass().isRecord()) {
                return true;
            }
            return super.hasAnyGetter(config, member);
        }

        /** So that a field which Finch itself calls {@code unknown} is not taken for the map. */
        @Override
        public @Nullable PropertyName findNameForDeserialization(MapperConfig<?> config, Annotated member) {
            return member.hasAnnotation(JsonAnySetter.class)
                    ? PropertyName.construct("\u0000unknown")
                    : super.findNameForDeserialization(config, member);
        }
    }
}
