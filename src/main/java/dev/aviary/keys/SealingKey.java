package dev.aviary.keys;

/** A secret key that seals (AES-256-GCM) what belongs to no tenant. Thread-safe. */
public interface SealingKey {

    /** Seals, bound to the name of this key and to the place. */
    byte[] seal(byte[] cleartext, Place place);

    /** @throws SealBrokenException if it was not sealed under this key for exactly this place, or was changed since */
    byte[] open(byte[] sealed, Place place);
}
