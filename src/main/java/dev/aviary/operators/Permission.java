package dev.aviary.operators;

/** What somebody may be allowed to do. */
public enum Permission {
    /** See connections, runs, states. */
    LOOK,
    /** Start, stop and restart runs. */
    RUN_JOBS,
    /** Put tokens into the vault. */
    TAKE_IN_TOKENS,
    /** Freeze and thaw tenants. */
    FREEZE_TENANTS,
    /** Rotate, rewrap, export and import keys. */
    MANAGE_KEYS,
    /** Read, verify and export the audit log. */
    READ_AUDIT,
    /** Decide on requests of data subjects. */
    HANDLE_REQUESTS,
    /** Add, disable and reset operators. */
    MANAGE_OPERATORS;

    /** For example {@code run jobs}. */
    String inWords() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
