package dev.aviary.sync;

/** Finch has no data for this entity yet (202); nothing further is asked of it in this run. */
final class NotYetException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotYetException() {
        super("Finch has no data yet");
    }
}
