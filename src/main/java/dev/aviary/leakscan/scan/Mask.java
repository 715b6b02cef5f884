package dev.aviary.leakscan.scan;

import java.nio.charset.StandardCharsets;

/** What takes the place of a secret, in the encoding of the text around it. */
enum Mask {
    PLAIN,
    /** UTF-16, from the sign of a character on: the place begins with one. */
    FROM_SIGN,
    /** UTF-16, from the zero of a character on. */
    FROM_ZERO;

    private static final byte[] SIGNS = "[masked]".getBytes(StandardCharsets.US_ASCII);

    /**
     * Leaves signs behind the place where they are: at even bytes, or at odd ones.
     *
     * @param length of the place, in bytes
     */
    byte[] bytes(long length) {
        if (this == PLAIN) {
            return SIGNS.clone();
        }
        int zero = this == FROM_ZERO ? 1 : 0;
        var wide = new byte[2 * SIGNS.length + (length % 2 == 0 ? 0 : 2 * zero - 1)];
        for (var i = 0; i < SIGNS.length; i++) {
            wide[2 * i + zero] = SIGNS[i];
        }
        return wide;
    }
}
