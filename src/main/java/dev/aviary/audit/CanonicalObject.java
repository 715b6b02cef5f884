package dev.aviary.audit;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Writes a JSON object in canonical form (RFC 8785, of which only texts, integers and nested objects occur): no blanks, keys in order, one way to
 * write each value. Members that are null are left out. The caller adds the members in the order of their names, and is refused otherwise.
 */
final class CanonicalObject {

    private static final HexFormat HEX = HexFormat.of();

    private final StringBuilder json = new StringBuilder(512).append('{');
    private String last = "";

    CanonicalObject text(String name, @Nullable String value) {
        if (value != null) {
            quote(named(name), value);
        }
        return this;
    }

    CanonicalObject number(String name, @Nullable Long value) {
        if (value != null) {
            named(name).append(value.longValue());
        }
        return this;
    }

    /** As lower-case hexadecimal text. */
    CanonicalObject bytes(String name, byte @Nullable [] value) {
        if (value != null) {
            HEX.formatHex(named(name).append('"'), value).append('"');
        }
        return this;
    }

    /** A value that is canonical JSON already. */
    CanonicalObject raw(String name, @Nullable String canonical) {
        if (canonical != null) {
            named(name).append(canonical);
        }
        return this;
    }

    @Override
    public String toString() {
        return json + "}";
    }

    private StringBuilder named(String name) {
        if (last.compareTo(name) >= 0) {
            throw new IllegalStateException("Member " + name + " does not come after " + last);
        }
        if (!last.isEmpty()) {
            json.append(',');
        }
        last = name;
        return json.append('"').append(name).append("\":");
    }

    static void quote(StringBuilder json, String value) {
        json.append('"');
        for (int i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(escaped(c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }

    private static String escaped(char control) {
        return switch (control) {
            case '\b' -> "\\b";
            case '\t' -> "\\t";
            case '\n' -> "\\n";
            case '\f' -> "\\f";
            case '\r' -> "\\r";
            default -> String.format("\\u%04x", (int) control);
        };
    }
}
