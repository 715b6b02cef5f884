package dev.aviary.finch;

import java.util.Arrays;

/**
 * The code that Finch Connect hands out when an employer has consented: good once, for ten minutes, for an access token. Prints itself masked, cannot
 * be serialised, has no getter. Whoever makes one closes it; closing wipes it.
 */
public final class ConnectCode implements AutoCloseable {

    private static final int MAX_LENGTH = 1024;

    private final transient byte[] content;

    private ConnectCode(byte[] content) {
        this.content = content;
    }

    /**
     * Copies the characters; the caller wipes its own array.
     *
     * @throws IllegalArgumentException if they cannot be a code; the message never holds them
     */
    public static ConnectCode of(char[] characters) {
        if (characters.length == 0 || characters.length > MAX_LENGTH) {
            throw new IllegalArgumentException("A Connect code has 1 to " + MAX_LENGTH + " characters");
        }
        var content = new byte[characters.length];
        for (var i = 0; i < content.length; i++) {
            if (characters[i] <= ' ' || characters[i] >= 127) {
                Arrays.fill(content, (byte) 0);
                throw new IllegalArgumentException("A Connect code has visible ASCII characters only, and no spaces");
            }
            content[i] = (byte) characters[i];
        }
        return new ConnectCode(content);
    }

    /** @throws IllegalStateException after {@link #close} */
    void writeTo(SecretBody body) {
        if (content[0] == 0) {
            throw new IllegalStateException("This Connect code was used already");
        }
        body.text(content);
    }

    @Override
    public void close() {
        Arrays.fill(content, (byte) 0);
    }

    @Override
    public String toString() {
        return "ConnectCode[hidden]";
    }
}
