package dev.aviary.jobs;

/** This process gave no sign of life for longer than its lease, and its run was taken over; the message says by whom. */
public final class RunLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RunLostException(String message, Throwable cause) {
        super(message, cause);
    }

    RunLostException(String message) {
        super(message);
    }
}
