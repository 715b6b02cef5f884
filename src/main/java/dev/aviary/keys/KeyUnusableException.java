package dev.aviary.keys;

/** A key cannot be used: missing, wrong, unreadable, too widely readable, or changed. The message says which and what to do. */
public final class KeyUnusableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public KeyUnusableException(String message) {
        super(message);
    }
}
