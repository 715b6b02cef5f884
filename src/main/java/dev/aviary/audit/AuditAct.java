package dev.aviary.audit;

/** Everything that is worth an event, of all rooms. The names are stored: add constants, never rename or remove one. */
public enum AuditAct {
    /** The vault took in the first token of a connection. */
    TOKEN_SEALED,
    /** Another token took the place of a connection's token. */
    TOKEN_REPLACED,
    /** A token was forgotten for good. */
    TOKEN_DESTROYED,
    /** A token that another had replaced was forgotten for good, because Finch was seen to know the other. */
    RETIRED_TOKEN_DESTROYED,
    /** A token was opened by something that is not a job run. */
    TOKEN_OPENED_OUTSIDE_RUN,
    /** A run opened a token far more often than is usual. */
    TOKEN_OPENINGS_UNUSUAL,
    /** A Connect code was exchanged for a token. */
    CODE_EXCHANGED,
    /** From here on no token of the tenant opens. */
    TENANT_FROZEN,
    /** Tokens of the tenant open again. */
    TENANT_THAWED,
    /** Keysets were wrapped anew, by another or a newer key-encryption key. */
    KEK_REWRAPPED,
    /** A tenant's keyset got a new primary key. */
    TENANT_KEY_ROTATED,
    /** An old key was removed from a keyset, after a count proved that nothing uses it. */
    KEY_RETIRED,
    /** The epoch key of a tenant was replaced and destroyed. */
    EPOCH_CLOSED,
    /** The key of an individual was destroyed. */
    INDIVIDUAL_SHREDDED,
    /** Wrapped keysets were written to a file. */
    KEYSETS_EXPORTED,
    /** Wrapped keysets were read from a file. */
    KEYSETS_IMPORTED,
    /** From here on accounts of operators carry a keyed code; {@link AuditField#COUNT} from before got theirs. Once in the life of a store. */
    OPERATORS_VOUCHED,
    /** An operator's account was not as it was written; it was refused. */
    OPERATOR_CHANGED_OUTSIDE,
    /** An operator asked for something that its role or its scope does not allow. */
    NOT_PERMITTED,
    /** A run was asked to stop. */
    RUN_STOP_ASKED,
    /** An operator's account was made. */
    OPERATOR_ADDED,
    /** An operator's account was closed. */
    OPERATOR_DISABLED,
    /** An operator got a new credential. */
    OPERATOR_RESET,
    /** Somebody could not prove to be the operator they said they were. */
    SIGN_IN_REFUSED,
    /** A run began, or went on in another attempt. */
    RUN_STARTED,
    /** An attempt of a run ended. */
    RUN_ENDED,
    /** The log was written to a file. */
    AUDIT_EXPORTED,
    /** A certificate was signed. */
    CERTIFICATE_ISSUED,
    /** The local key-encryption key got a new version. */
    KEK_VERSION_MADE,
    /** An older version of the local key-encryption key is removed, after a count proved that it wraps nothing. */
    KEK_VERSION_RETIRED,
    /** Somebody said that a finding of the leak scan is a leak. */
    FINDING_CONFIRMED,
    /** Somebody said that a finding was dealt with. */
    FINDING_RESOLVED,
    /** Somebody allowed a finding for a while. */
    FINDING_ALLOWED,
    /** The leak scan saw a live token where it must not be. */
    LEAK_INCIDENT_OPENED
}
