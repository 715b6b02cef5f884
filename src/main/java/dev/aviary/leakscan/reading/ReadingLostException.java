package dev.aviary.leakscan.reading;

/** Another run reads now. */
public final class ReadingLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ReadingLostException(Ownership owner) {
        super("Run " + owner.run() + " no longer owns the reading of logs: another attempt or run took it over");
    }
}
