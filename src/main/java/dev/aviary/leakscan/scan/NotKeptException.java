package dev.aviary.leakscan.scan;

/** What was found, and how far was read, could not be kept: the scan must not go on. The cause says why. */
final class NotKeptException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotKeptException(RuntimeException cause) {
        super("What was found could not be kept", cause);
    }

    RuntimeException why() {
        return (RuntimeException) getCause();
    }
}
