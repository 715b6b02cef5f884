package dev.aviary.cli;

/** A scan was stopped, or failed; the message says what to do. */
final class ScanNotEndedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ScanNotEndedException(String message) {
        super(message);
    }
}
