package dev.aviary.vault;

/** What a token is opened for. */
public enum Purpose {
    /** Reading employment data. */
    SYNC_READ,
    /** Asking Finch how the connection stands. */
    INTROSPECT,
    /** Ending the connection at Finch. */
    DISCONNECT,
    /** Looking whether the token still opens, or still works. */
    CHECK_UP,
    /** Making the fingerprints of a token that has none yet. */
    FINGERPRINT,
    /** Taking a token in: looking whether it is the one there is, and keeping that one until the new one works. */
    INTAKE,
    /** Putting back the token that another had replaced. */
    RESTORE
}
