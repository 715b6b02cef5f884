package dev.aviary.keys;

import java.nio.ByteBuffer;

/** The number of the key that something was sealed under: bytes 2 to 5 of what Tink seals, behind a 1. */
final class KeyNumber {

    static final int PREFIX_BYTES = 5;

    private KeyNumber() {}

    static int of(byte[] sealed) {
        return ByteBuffer.wrap(sealed, 1, 4).getInt();
    }

    static byte[] prefix(int number) {
        return ByteBuffer.allocate(PREFIX_BYTES).put((byte) 1).putInt(number).array();
    }
}
