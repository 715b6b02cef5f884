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
    /** Role of an operator: 1 viewer, 2 operator, 3 privacy-officer, 4 security, 5 admin. */
    ROLE,
    /**
     * What an operator wanted to do: 1 look, 2 run jobs, 3 take in tokens, 4 freeze tenants, 5 manage keys, 6 read audit, 7 handle requests, 8 manage
     * operators.
     */
    PERMISSION,
    /** Events covered. */
    EVENTS
}
