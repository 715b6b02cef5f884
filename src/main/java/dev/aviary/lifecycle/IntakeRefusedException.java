package dev.aviary.lifecycle;

/** A token was not taken in. The message says why, and repeats nothing that could be a token in the wrong place. */
public final class IntakeRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public IntakeRefusedException(String message) {
        super(message);
    }
}
