package dev.aviary.lifecycle;

/** A CSV file cannot be read at all, for example because its header is missing. The message repeats nothing of the file. */
public final class UnreadableCsvException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnreadableCsvException(String message) {
        super(message);
    }
}
