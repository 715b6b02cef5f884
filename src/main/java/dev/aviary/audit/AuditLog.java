package dev.aviary.audit;

/** What was done, by whom. Append-only: there is no method to change or remove anything. Thread-safe. */
public interface AuditLog {

    /**
     * Writes one act, done now by {@link Acting#now()}. Joins the caller's transaction, so that act and event are committed together or not at all; opens
     * one if there is none.
     *
     * <p>The transaction holds one lane of the log from here to its end. So append last, after every other lock of the transaction is taken, and wait for
     * nothing outside the database afterwards.
     *
     * @throws dev.aviary.keys.KeyUnusableException if the key of the log does not open; the act is not to go on without its event
     */
    void append(AuditEvent event);
}
