package dev.aviary.leakscan.source;

import java.io.IOException;

/** A limit was reached: nothing more of this file is read. */
final class CutException extends IOException {

    private static final long serialVersionUID = 1L;

    CutException(String message) {
        super(message);
    }
}
