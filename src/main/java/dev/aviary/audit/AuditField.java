package dev.aviary.audit;

/** What a figure of an event counts or numbers. The names are stored: add constants, never rename or remove one. */
public enum AuditField {
    /** How many there were of what the act is about. */
    COUNT,
    /** How many were left out or refused. */
    REFUSED,
    /** What {@link #COUNT} was expected to stay below. */
    LIMIT,
    /** Tink's number of the key that is used from now on, as an unsigned 32-bit number. */
    KEY_ID,
    /** Tink's number of the key before. */
    OLD_KEY_ID,
    /** Number of an epoch. */
    EPOCH,
    /** Tenants concerned. */
    TENANTS,
    /** Connections concerned. */
    CONNECTIONS,
    /** Individuals concerned. */
    INDIVIDUALS,
    /** Number of an attempt of a run. */
    ATTEMPT,
    /** How an attempt of a run ended: 0 complete, 1 complete with trouble, 2 stopped, 3 failed. */
    OUTCOME,
    /** Events covered. */
    EVENTS
}
