package dev.aviary.sandbox;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a JSON object in a request, read with the error that Finch answers to wrong ones. */
final class Fields {

    private final Map<String, @Nullable Object> fields;

    private Fields(Map<String, @Nullable Object> fields) {
        this.fields = fields;
    }

    static Fields of(@Nullable Object tree) {
        if (!(tree instanceof Map<?, ?> map)) {
            throw ApiError.badRequest("A JSON object is expected");
        }
        var fields = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((name, value) -> fields.put((String) name, value));
        return new Fields(fields);
    }

    /** A copy that may be changed. */
    Map<String, @Nullable Object> toMap() {
        return new LinkedHashMap<>(fields);
    }

    /** Only the fields of these names, as far as they are there. */
    Map<String, @Nullable Object> only(Iterable<String> names) {
        var some = new LinkedHashMap<String, @Nullable Object>();
        for (var name : names) {
            if (fields.containsKey(name)) {
                some.put(name, fields.get(name));
            }
        }
        return some;
    }

    boolean has(String name) {
        return fields.get(name) != null;
    }

    @Nullable
    Object value(String name) {
        return fields.get(name);
    }

    @Nullable
    String text(String name) {
        var value = fields.get(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw ApiError.badRequest(name + " must be a string");
    }

    String requiredText(String name) {
        var text = text(name);
        if (text == null || text.isBlank()) {
            throw ApiError.badRequest(name + " is required");
        }
        return text;
    }

    long number(String name, long least, long most, long absent) {
        var value = fields.get(name);
        if (value == null) {
            return absent;
        }
        if (value instanceof Long number && number >= least && number <= most) {
            return number;
        }
        throw ApiError.badRequest(name + " must be a whole number from " + least + " to " + most);
    }

    @Nullable
    LocalDate date(String name) {
        var text = text(name);
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw ApiError.badRequest(name + " must be a date, YYYY-MM-DD");
        }
    }

    /** Empty if absent. */
    List<String> texts(String name) {
        var value = fields.get(name);
        if (value == null) {
            return List.of();
        }
        var texts = new ArrayList<String>();
        for (var item : list(name)) {
            if (!(item instanceof String text)) {
                throw ApiError.badRequest(name + " must be an array of strings");
            }
            texts.add(text);
        }
        return texts;
    }

    List<?> list(String name) {
        if (fields.get(name) instanceof List<?> list) {
            return list;
        }
        throw ApiError.badRequest(name + " must be an array");
    }
}
