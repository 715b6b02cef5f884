package dev.aviary.sync;

/** The run was asked to stop; what was committed stays, and the next attempt continues behind it. */
final class StopRequestedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StopRequestedException() {
        super("The run was asked to stop");
    }
}
