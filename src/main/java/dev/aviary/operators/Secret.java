package dev.aviary.operators;

import java.util.Arrays;

/** A secret of an operator in the clear: prints itself masked, has no useful {@code equals}, cannot be serialised. Whoever gets one closes it, which wipes it. */
public final class Secret implements AutoCloseable {

    private final transient char[] content;
    private boolean closed;

    private Secret(char[] content) {
        this.content = content;
    }

    /** Copies the characters; the caller wipes its own array. */
    public static Secret of(char[] characters) {
        return new Secret(characters.clone());
    }

    /**
     * The clear text, for its owner's eyes, once; the caller wipes the copy.
     *
     * @throws IllegalStateException after {@link #close}
     */
    public char[] revealOnce() {
        if (closed) {
            throw new IllegalStateException("This secret was shown before, and is gone");
        }
        return content.clone();
    }

    int length() {
        return content.length;
    }

    @Override
    public void close() {
        closed = true;
        Arrays.fill(content, '\0');
    }

    @Override
    public String toString() {
        return "Secret[hidden]";
    }
}
