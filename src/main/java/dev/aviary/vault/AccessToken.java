package dev.aviary.vault;

import dev.aviary.logging.KnownSecrets;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The bearer secret of a connection, in the clear. It prints itself masked, has no useful {@code equals}, cannot be serialised and has no getter.
 * Whoever makes one closes it; closing wipes the bytes.
 *
 * <p>Visible ASCII without spaces, 1 to 1024 characters: what may stand behind {@code Bearer } in a header.
 */
public final class AccessToken implements AutoCloseable {

    private static final int MAX_LENGTH = 1024;

    /** Transient, so that mappers which read private fields (Gson, Jackson with field access) pass over it. */
    private final transient byte[] content;

    private volatile boolean closed;

    private AccessToken(byte[] content) {
        this.content = content;
    }

    /**
     * Copies the characters; the caller wipes its own array.
     *
     * @throws IllegalArgumentException if they cannot be a token; the message never holds them
     */
    public static AccessToken of(char[] characters) {
        if (characters.length == 0 || characters.length > MAX_LENGTH) {
            throw new IllegalArgumentException("An access token has 1 to " + MAX_LENGTH + " characters");
        }
        for (var c : characters) {
            if (c <= ' ' || c >= 127) {
                throw new IllegalArgumentException("An access token has visible ASCII characters only, and no spaces");
            }
        }
        var encoded = StandardCharsets.US_ASCII.encode(CharBuffer.wrap(characters));
        var content = new byte[encoded.remaining()];
        encoded.get(content);
        Arrays.fill(encoded.array(), (byte) 0);
        KnownSecrets.remember(content);
        return new AccessToken(content);
    }

    /** Takes over what a token of {@link #of} once was: it is wiped on close. */
    static AccessToken owning(byte[] content) {
        return new AccessToken(content);
    }

    /**
     * The clear text, for the {@code Authorization} header and nothing else. A JDK HTTP header is a {@code String}, which cannot be wiped.
     *
     * @throws IllegalStateException after {@link #close}
     */
    public String revealForHeader() {
        if (closed) {
            throw new IllegalStateException("This access token was lent for a scope that has ended");
        }
        KnownSecrets.remember(content);
        return new String(content, StandardCharsets.US_ASCII);
    }

    /** The clear bytes, for sealing; the caller wipes the copy. */
    byte[] cleartextCopy() {
        if (closed) {
            throw new IllegalStateException("This access token was lent for a scope that has ended");
        }
        return content.clone();
    }

    @Override
    public void close() {
        closed = true;
        Arrays.fill(content, (byte) 0);
    }

    @Override
    public String toString() {
        return "AccessToken[hidden]";
    }
}
