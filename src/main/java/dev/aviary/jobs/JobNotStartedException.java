package dev.aviary.jobs;

/** A run was not started; the message says why and what to do. */
public final class JobNotStartedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public JobNotStartedException(String message) {
        super(message);
    }

    public JobNotStartedException(String message, Throwable cause) {
        super(message, cause);
    }
}
