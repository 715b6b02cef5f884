package dev.aviary.cli;

/** What the user asked for cannot be; the message says what to do. Exit code 2. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
