package dev.aviary.audit;

import java.util.Map;
import java.util.UUID;

/** Issues certificates, and tells whether one was issued here. Thread-safe. */
public interface Certificates {

    /**
     * Signs a statement, and notes in the audit log that it did (act CERTIFICATE_ISSUED, with the id). Joins the caller's transaction. The body holds the
     * statement beside {@code id}, {@code type}, {@code issued_at} and {@code issuer}.
     *
     * @param id of the certificate
     * @param type what it states, with a version, for example {@code erasure/1}
     * @param statement texts, integers, lists and maps; like everything that is evidence, without personal data
     * @throws IllegalArgumentException if the type is not a word with a version, or the statement holds something else
     */
    Certificate issue(UUID id, String type, Map<String, ?> statement);

    /** Whether one of this installation's keys signed it, as it is. */
    boolean isGenuine(Certificate certificate);

    /** The public keys in PEM, the present one first; empty if nothing was signed yet. */
    String publicKeys();
}
