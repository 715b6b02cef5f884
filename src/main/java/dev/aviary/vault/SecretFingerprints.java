package dev.aviary.vault;

import java.util.UUID;

/** Fingerprints of secrets that are not tokens and are handed out once, such as those of operators: a leak scan knows them although nobody has kept them. */
public interface SecretFingerprints {

    /**
     * Makes and keeps the fingerprint, in the caller's transaction. A secret of a few characters has none.
     *
     * @param kind what it is, a machine word such as {@code operator-secret}
     * @param owner whose it is
     * @param secret random; what a person chose could be searched for by whoever has opened its fingerprint. The caller wipes it
     */
    void keep(String kind, UUID owner, byte[] secret);

    /** The owner's secrets are no good any more: they are known for {@code aviary.vault.retired-fingerprints}, then forgotten. In the caller's transaction. */
    void retire(UUID owner);
}
