package dev.aviary.leakscan.scan;

import java.io.IOException;

/** The file, or what was written to it meanwhile, was left as it was; the message says why, and goes on behind the name of the file. */
public final class RedactionRefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean replaced;

    RedactionRefusedException(String message) {
        super(message);
        this.replaced = false;
    }

    /** It was masked already, and this is about what was written meanwhile. */
    RedactionRefusedException(RedactionRefusedException late) {
        super(late.getMessage(), late);
        this.replaced = true;
    }

    /** Whether the file was masked, but for what was written meanwhile; else it is as it was. */
    public boolean wasReplaced() {
        return replaced;
    }
}
