package dev.aviary.keys;

import java.util.Collection;
import java.util.Map;

/** What can be done under the keys of one tenant. Thread-safe. No method returns key material. */
public interface TenantKeys {

    /** Seals under the tenant's key (AES-256-GCM), bound to the tenant and the place. Neither array is kept. */
    byte[] seal(byte[] cleartext, Place place);

    /** @throws SealBrokenException if it was not sealed here for exactly this place, or was changed since */
    byte[] open(byte[] sealed, Place place);

    /**
     * A keyed tag of 16 bytes (HMAC-SHA-256 under a key of the tenant, cut): equal values have equal tags, and without the key a tag
     * tells nothing. For blind indexes and content hashes; an unkeyed hash of an SSN would be the SSN.
     *
     * @param purpose separates uses, so that tags of two purposes cannot be compared
     */
    byte[] tag(String purpose, byte[] value);

    /**
     * The keys of these individuals of a connection, made where missing. Joins the caller's transaction; one query a call, not one per individual.
     *
     * @return one key per asked id
     * @throws KeyShreddedException if one of them was shredded: what is erased stays erased
     */
    Map<String, IndividualKey> ofIndividuals(String connection, Collection<String> individuals);

    /**
     * Destroys the key of an individual: from here on it opens nowhere, and no new one is ever made. Joins the caller's transaction. Older copies of the
     * database become unreadable, too, when the tenant's epoch is closed next.
     *
     * @return false if it was shredded before: there is no key, also none under another tenant's name
     * @throws KeyUnusableException if the key is still there, because its row is not this tenant's
     */
    boolean shred(String connection, String individual);
}
