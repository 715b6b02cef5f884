package dev.aviary.keys;

import java.nio.ByteBuffer;

/** The number of the key that something was sealed under: bytes 2 to 5 of what Tink seals, behind a 1. */
final class KeyNumber {

    static final int PREFIX_BYTES = 5;

    private KeyNumber() {}

    /** Whether it is long enough to have one. */
    static boolean isIn(byte[] sealed) {
        return sealed.length >= PREFIX_BYTES;
    }

    static int of(byte[] sealed) {
        return sealed[1] << 24 | (sealed[2] & 0xff) << 16 | (sealed[3] & 0xff) << 8 | sealed[4] & 0xff;
    }

    static byte[] prefix(int number) {
        return ByteBuffer.allocate(PREFIX_BYTES).put((byte) 1).putInt(number).array();
    }
}
