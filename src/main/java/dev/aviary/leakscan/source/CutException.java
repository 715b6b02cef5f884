package dev.aviary.leakscan.source;

import java.io.IOException;

/** A limit was reached: nothing more of this text is read. */
public final class CutException extends IOException {

    private static final long serialVersionUID = 1L;

    /** @param message that may be shown: nothing of what the text has */
    public CutException(String message) {
        super(message);
    }
}
