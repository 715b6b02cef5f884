package dev.aviary.sandbox;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Query parameters; lists in each of the three spellings that clients use: {@code x[]=a&x[]=b}, {@code x=a&x=b} and {@code x=a,b}. */
final class Query {

    private final Map<String, List<String>> values = new HashMap<>();

    Query(@Nullable String raw) {
        if (raw == null || raw.isEmpty()) {
            return;
        }
        for (var pair : raw.split("&")) {
            var equals = pair.indexOf('=');
            var name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            var value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            var plain = name.endsWith("[]") ? name.substring(0, name.length() - 2) : name;
            values.computeIfAbsent(plain, any -> new ArrayList<>()).add(value);
        }
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    List<String> list(String name) {
        var list = new ArrayList<String>();
        for (var value : values.getOrDefault(name, List.of())) {
            for (var part : value.split(",")) {
                if (!part.isBlank()) {
                    list.add(part.strip());
                }
            }
        }
        return list;
    }

    @Nullable
    String text(String name) {
        var all = values.get(name);
        return all == null || all.get(0).isEmpty() ? null : all.get(0);
    }

    int number(String name, int least, int absent) {
        var text = text(name);
        if (text == null) {
            return absent;
        }
        try {
            var number = Integer.parseInt(text);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw ApiError.badRequest(name + " must be a whole number");
        }
        throw ApiError.badRequest(name + " must be at least " + least);
    }

    /** Null if absent. */
    @Nullable
    LocalDate date(String name) {
        var text = text(name);
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw ApiError.badRequest(name + " must be a date, YYYY-MM-DD");
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiError.badRequest("The query string is malformed");
        }
    }
}
