package dev.aviary.keys;

/** A service elsewhere that keeps a key and encrypts small things under it. Each call goes over the network. Thread-safe. */
interface KeyService {

    byte[] encrypt(byte[] plaintext, byte[] associated) throws KeyServiceException;

    byte[] decrypt(byte[] ciphertext, byte[] associated) throws KeyServiceException;
}
