package dev.aviary.leakscan.scan;

import java.io.IOException;

/** The file was left as it was; the message says why, and goes on behind the name of the file. */
public final class RedactionRefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    RedactionRefusedException(String message) {
        super(message);
    }
}
