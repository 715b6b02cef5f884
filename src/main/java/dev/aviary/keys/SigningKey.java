package dev.aviary.keys;

import java.util.List;

/** A key pair for signatures (Ed25519, RFC 8032) that anybody can check with the public half. Thread-safe. */
public interface SigningKey {

    /** 64 bytes. */
    byte[] sign(byte[] data);

    /** The public half of the key that signs now, 32 bytes. */
    byte[] publicKey();

    /** The public halves of all keys that signed so far, the present one first. */
    List<byte[]> publicKeys();
}
