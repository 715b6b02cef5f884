package dev.aviary.cli;

/** Our own secrets cannot be looked for; the message says why, and what can be done without. */
final class NoFingerprintsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoFingerprintsException(String message, Throwable cause) {
        super(message, cause);
    }
}
