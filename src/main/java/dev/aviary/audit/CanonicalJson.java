package dev.aviary.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * JSON in canonical form (RFC 8785), of which only objects, lists, texts and integers up to 2^53-1 are used: the same content has one form only, so that a
 * signature over the text is one over the content. Read strictly: what is not in that form is refused.
 */
final class CanonicalJson {

    private static final long MAX_INTEGER = (1L << 53) - 1;
    private static final int MAX_DEPTH = 20;

    private final String json;
    private int at;

    private CanonicalJson(String json) {
        this.json = json;
    }

    /** @throws IllegalArgumentException if something in it is neither map, list, text nor integer */
    static String write(Map<String, ?> object) {
        var json = new StringBuilder();
        write(json, object);
        return json.toString();
    }

    /** @throws IllegalArgumentException if it is not one object in canonical form */
    static Map<String, Object> parse(String json) {
        var parser = new CanonicalJson(json);
        if (!(parser.value(0) instanceof Map<?, ?> found) || parser.at != json.length()) {
            throw refused();
        }
        var object = new TreeMap<String, Object>();
        found.forEach((name, value) -> object.put((String) name, value));
        if (!write(object).equals(json)) {
            throw refused();
        }
        return object;
    }

    private static void write(StringBuilder json, Object value) {
        if (value instanceof Map<?, ?> map) {
            writeMap(json, map);
        } else if (value instanceof List<?> list) {
            writeList(json, list);
        } else if (value instanceof String text) {
            requireUnicode(text);
            quote(json, text);
        } else if (value instanceof Long || value instanceof Integer) {
            json.append(exact(((Number) value).longValue()));
        } else {
            throw new IllegalArgumentException("Only maps, lists, texts and integers have a canonical form here");
        }
    }

    /** A text as JSON. */
    static String quoted(String text) {
        var json = new StringBuilder(text.length() + 2);
        quote(json, text);
        return json.toString();
    }

    private static void quote(StringBuilder json, String value) {
        json.append('"');
        for (int i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(control(c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }

    private static String control(char c) {
        return switch (c) {
            case '\b' -> "\\b";
            case '\t' -> "\\t";
            case '\n' -> "\\n";
            case '\f' -> "\\f";
            case '\r' -> "\\r";
            default -> String.format("\\u%04x", (int) c);
        };
    }

    private static void writeMap(StringBuilder json, Map<?, ?> map) {
        var sorted = new TreeMap<String, Object>();
        map.forEach((name, value) -> sorted.put((String) name, value));
        var separator = '{';
        for (var member : sorted.entrySet()) {
            json.append(separator);
            write(json, member.getKey());
            json.append(':');
            write(json, member.getValue());
            separator = ',';
        }
        json.append(sorted.isEmpty() ? "{}" : "}");
    }

    private static void writeList(StringBuilder json, List<?> list) {
        var separator = '[';
        for (var element : list) {
            json.append(separator);
            write(json, element);
            separator = ',';
        }
        json.append(list.isEmpty() ? "[]" : "]");
    }

    private static long exact(long number) {
        if (number > MAX_INTEGER || number < -MAX_INTEGER) {
            throw new IllegalArgumentException("An integer beyond 2^53-1 has no canonical form");
        }
        return number;
    }

    private static void requireUnicode(String text) {
        if (!java.nio.charset.StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException("An unpaired surrogate has no canonical form");
        }
    }

    private Object value(int depth) {
        if (depth > MAX_DEPTH) {
            throw refused();
        }
        var c = peek();
        if (c == '{') {
            return map(depth);
        }
        if (c == '[') {
            return list(depth);
        }
        return c == '"' ? text() : integer();
    }

    private Map<String, Object> map(int depth) {
        var map = new TreeMap<String, Object>();
        at++;
        while (peek() != '}') {
            separator(map.isEmpty());
            var name = text();
            expect(':');
            if (map.put(name, value(depth + 1)) != null) {
                throw refused();
            }
        }
        at++;
        return map;
    }

    private List<Object> list(int depth) {
        var list = new ArrayList<>();
        at++;
        while (peek() != ']') {
            separator(list.isEmpty());
            list.add(value(depth + 1));
        }
        at++;
        return list;
    }

    private void separator(boolean first) {
        if (!first) {
            expect(',');
        }
    }

    private String text() {
        expect('"');
        var text = new StringBuilder();
        for (var c = next(); c != '"'; c = next()) {
            text.append(c == '\\' ? escaped() : c);
        }
        return text.toString();
    }

    private char escaped() {
        var c = next();
        return switch (c) {
            case '"', '\\' -> c;
            case 'b' -> '\b';
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'f' -> '\f';
            case 'r' -> '\r';
            case 'u' -> unicode();
            default -> throw refused();
        };
    }

    private char unicode() {
        var hex = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            hex.append(next());
        }
        try {
            return (char) Integer.parseInt(hex.toString(), 16);
        } catch (NumberFormatException e) {
            throw refused();
        }
    }

    private long integer() {
        int from = at;
        while (at < json.length() && "-0123456789".indexOf(json.charAt(at)) >= 0) {
            at++;
        }
        try {
            return Long.parseLong(json.substring(from, at));
        } catch (NumberFormatException e) {
            throw refused();
        }
    }

    private void expect(char expected) {
        if (next() != expected) {
            throw refused();
        }
    }

    private char next() {
        var c = peek();
        at++;
        return c;
    }

    private char peek() {
        if (at >= json.length()) {
            throw refused();
        }
        return json.charAt(at);
    }

    /** Without the text: it may be anything. */
    private static IllegalArgumentException refused() {
        return new IllegalArgumentException("It is not JSON in canonical form");
    }
}
