package dev.aviary.keys;

/** The key of one individual. Everything sealed under it becomes unreadable when it is shredded. Thread-safe. */
public interface IndividualKey {

    /** Seals (AES-256-GCM), bound to the tenant, the individual and the place. */
    byte[] seal(byte[] cleartext, Place place);

    /** @throws SealBrokenException if it was not sealed under this key for exactly this place, or was changed since */
    byte[] open(byte[] sealed, Place place);

    /**
     * What the individual is called where no id may stand: 16 random bytes, kept sealed under this key, so that nobody can tell whose they were once the
     * key is shredded.
     */
    byte[] pseudonym();
}
