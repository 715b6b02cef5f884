package dev.aviary.keys;

/** A secret key for message authentication codes (HMAC-SHA-256, 256 bits). Thread-safe. */
public interface VouchingKey {

    /** The code of what is given, at most 64 bytes; it begins with the number of the key that made it. */
    byte[] vouch(byte[] data);

    /** Whether a code was made by one of the keys here for exactly this data. */
    boolean vouchedFor(byte[] code, byte[] data);
}
