package dev.aviary.keys;

/** Looking after keys ended early because its watch said so. What was done stays done. */
public final class UpkeepStoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UpkeepStoppedException() {
        super("Stopped on request; the next run goes on from here");
    }

    static void check(UpkeepWatch watch) {
        if (watch.mustStop()) {
            throw new UpkeepStoppedException();
        }
    }
}
