package dev.aviary.keys;

/** A sealed value did not open: sealed elsewhere, under another key, or changed since. */
public final class SealBrokenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SealBrokenException(String message) {
        super(message);
    }
}
