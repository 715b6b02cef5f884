package dev.aviary.audit;

/** Is told how far a verification is, now and then, by any of several threads. */
@FunctionalInterface
public interface VerificationProgress {

    /** Tells nobody. */
    VerificationProgress NONE = (done, total) -> {};

    /**
     * @param done events of the database, or bytes of an export
     * @param total how many there are, in the same unit
     */
    void at(long done, long total);
}
