package dev.aviary.operators;

/** An operator's key file cannot be used or made; the message says what to do. */
public final class KeyFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    KeyFileException(String message) {
        super(message);
    }
}
