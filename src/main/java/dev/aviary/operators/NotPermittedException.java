package dev.aviary.operators;

/** The operator may not do this. Nothing was done. */
public final class NotPermittedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotPermittedException(String message) {
        super(message);
    }
}
