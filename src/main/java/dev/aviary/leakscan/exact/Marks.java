package dev.aviary.leakscan.exact;

import static dev.aviary.leakscan.exact.Words.each;

/**
 * What single bytes are, told by one bit each. Simple loops over arrays, which the virtual machine (17) turns into vector instructions, and several of them,
 * because it does not do that with a long one: that is 20 times slower.
 */
final class Marks {

    /** What cannot stand in a form. */
    static final byte FOREIGN = (byte) 0x80;

    /** What may begin an escape or end a line. */
    static final byte SIGN = 0x40;

    static final long FOREIGN_BITS = each(FOREIGN & 0xff);
    static final long SIGN_BITS = each(SIGN);
    static final long BITS = FOREIGN_BITS | SIGN_BITS;

    private Marks() {}

    /**
     * Everything but letters, digits and {@code -._~+/}: what RFC 6750 does not allow in a bearer token, and no other form of a secret has either; but six
     * of the others, {@code >?@^`} and DEL, are let through. An equals sign is allowed at the end of a token, and foreign here.
     */
    static void foreign(byte[] in, byte[] out, int length) {
        for (var i = 0; i < length; i++) {
            out[i] = (byte) (in[i] | in[i] - '+' | (in[i] ^ ',') - 1 & ~(in[i] ^ ','));
        }
        for (var i = 0; i < length; i++) {
            out[i] = (byte)
                    ((out[i] | (in[i] & 0x1f) - 0x1e & ~((in[i] & 0x1f) - 0x1b) | (in[i] ^ ':') - 1 & ~(in[i] ^ ':'))
                            & FOREIGN);
        }
    }

    /** A percent sign, an ampersand, a backslash and an equals sign; of others at most some beyond ASCII. */
    static void signs(byte[] in, byte[] out, int length) {
        for (var i = 0; i < length; i++) {
            out[i] = (byte) (out[i]
                    | ((in[i] ^ '%') - 1 & ~(in[i] ^ '%')
                                    | (in[i] ^ '&') - 1 & ~(in[i] ^ '&')
                                    | (in[i] ^ '\\') - 1 & ~(in[i] ^ '\\')
                                    | (in[i] ^ '=') - 1 & ~(in[i] ^ '=')
                                    | (in[i] ^ '\n') - 1 & ~(in[i] ^ '\n'))
                            & SIGN);
        }
    }

    /** A line feed, and {@code 0x8a}. */
    static void lineEnds(byte[] in, byte[] out, int length) {
        for (var i = 0; i < length; i++) {
            out[i] = (byte) (out[i] | (in[i] ^ '\n') - 1 & ~(in[i] ^ '\n') & SIGN);
        }
    }
}
