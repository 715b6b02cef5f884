package dev.aviary.audit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes a JSON object in canonical form (RFC 8785, of which only texts, integers and nested objects occur), as UTF-8: no blanks, keys in order, one way
 * to write each value. Members that are null are left out. The caller adds the members in the order of their names, and is refused otherwise. It writes
 * into one array that is used again after {@link #clear}. Not thread-safe.
 */
final class CanonicalObject {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] json = new byte[512];
    private int length;
    private String last = "";

    CanonicalObject() {
        clear();
    }

    /** Begins another object. */
    CanonicalObject clear() {
        json[0] = '{';
        length = 1;
        last = "";
        return this;
    }

    CanonicalObject text(String name, @Nullable String value) {
        if (value != null) {
            name(name);
            if (isPlain(value)) {
                plain(value);
            } else {
                utf8(CanonicalJson.quoted(value));
            }
        }
        return this;
    }

    CanonicalObject number(String name, @Nullable Long value) {
        return raw(name, value == null ? null : value.toString());
    }

    /** As lower-case hexadecimal text. */
    CanonicalObject bytes(String name, byte @Nullable [] value) {
        if (value != null) {
            name(name);
            hex(value);
        }
        return this;
    }

    /** A value that is canonical JSON already. */
    CanonicalObject raw(String name, @Nullable String canonical) {
        if (canonical != null) {
            name(name);
            utf8(canonical);
        }
        return this;
    }

    CanonicalObject end() {
        room(1);
        json[length++] = '}';
        return this;
    }

    /** Holds the object from its beginning on, and is used again for the next. */
    byte[] bytes() {
        return json;
    }

    int length() {
        return length;
    }

    private void name(String name) {
        if (last.compareTo(name) >= 0) {
            throw new IllegalStateException("Member " + name + " does not come after " + last);
        }
        if (!last.isEmpty()) {
            room(1);
            json[length++] = ',';
        }
        last = name;
        plain(name);
        room(1);
        json[length++] = ':';
    }

    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    private void plain(String ascii) {
        room(ascii.length() + 2);
        json[length++] = '"';
        for (int i = 0; i < ascii.length(); i++) {
            json[length++] = (byte) ascii.charAt(i);
        }
        json[length++] = '"';
    }

    private void utf8(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        room(bytes.length);
        System.arraycopy(bytes, 0, json, length, bytes.length);
        length += bytes.length;
    }

    private void hex(byte[] value) {
        room(2 * value.length + 2);
        json[length++] = '"';
        for (var b : value) {
            json[length++] = HEX[b >> 4 & 15];
            json[length++] = HEX[b & 15];
        }
        json[length++] = '"';
    }

    private void room(int bytes) {
        if (json.length - length < bytes) {
            json = Arrays.copyOf(json, Math.max(2 * json.length, length + bytes));
        }
    }
}
