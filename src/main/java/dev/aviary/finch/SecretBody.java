package dev.aviary.finch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A flat JSON object with secrets in it, written by hand into one array that can be wiped; a mapper keeps copies in buffers of its own. */
final class SecretBody implements AutoCloseable {

    private byte[] content = new byte[4_096];
    private int length;

    SecretBody() {
        put('{');
    }

    SecretBody field(String name, String value) {
        name(name).text(value.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    SecretBody name(String name) {
        if (length > 1) {
            put(',');
        }
        text(name.getBytes(StandardCharsets.UTF_8));
        put(':');
        return this;
    }

    /** A JSON string; control characters do not occur in what we send. */
    void text(byte[] utf8) {
        put('"');
        for (var b : utf8) {
            if (b == '"' || b == '\\') {
                put('\\');
            }
            put(b);
        }
        put('"');
    }

    /** The finished body; the caller wipes it. */
    byte[] finished() {
        put('}');
        return Arrays.copyOf(content, length);
    }

    @Override
    public void close() {
        Arrays.fill(content, (byte) 0);
    }

    private void put(int b) {
        if (length == content.length) {
            var longer = Arrays.copyOf(content, 2 * length);
            Arrays.fill(content, (byte) 0);
            content = longer;
        }
        content[length++] = (byte) b;
    }
}
