package dev.aviary.keys;

/** The key asked for was shredded; what it sealed is gone for good. */
public final class KeyShreddedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public KeyShreddedException(String message) {
        super(message);
    }
}
