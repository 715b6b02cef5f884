package dev.aviary.leakscan.rules;

/** A pattern that a person must mend; the message says what and, where it can, at which character. */
final class BadPatternException extends Exception {

    private static final long serialVersionUID = 1L;

    BadPatternException(String message) {
        super(message);
    }
}
