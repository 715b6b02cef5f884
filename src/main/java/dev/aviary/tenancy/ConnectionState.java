package dev.aviary.tenancy;

/** Where a connection stands. {@link #canBecome} is the only transition table. */
public enum ConnectionState {
    /** The token is in the vault; no sync has looked at the connection yet. */
    NEW,
    /** Finch answered 202 or reports {@code pending}/{@code processing}: the first load is not done. */
    PROCESSING,
    /** Every granted product could be read the last time. */
    CONNECTED,
    /** Data flows, but at least one product is not granted, or not offered by the provider. */
    MISSING_PRODUCT,
    /** The employer must sign in again ({@code reauthenticate_user}). */
    REAUTH,
    /** The employer has not finished connecting ({@code account_setup_required}). */
    ACCOUNT_SETUP_REQUIRED,
    /** The employer's account lacks rights ({@code insufficient_account_permissions}). */
    NO_PERMISSION,
    /** Finch no longer knows the token: revoked, or disconnected elsewhere. */
    TOKEN_DEAD,
    /** A disconnect is intended and on record; Finch has not confirmed it. */
    DISCONNECTING,
    /** Finch confirmed the disconnect. Final: coming back is a new connection. */
    DISCONNECTED;

    /** Whether a connection in this state may move to {@code next}; staying is always allowed. */
    public boolean canBecome(ConnectionState next) {
        if (next == this) {
            return true;
        }
        return switch (this) {
            case NEW,
                    PROCESSING,
                    CONNECTED,
                    MISSING_PRODUCT,
                    REAUTH,
                    ACCOUNT_SETUP_REQUIRED,
                    NO_PERMISSION,
                    TOKEN_DEAD -> next != NEW && (next != DISCONNECTED || this == TOKEN_DEAD);
            case DISCONNECTING -> next == DISCONNECTED || next == TOKEN_DEAD;
            case DISCONNECTED -> false;
        };
    }

    /** Whether a sync may try to read this connection. */
    public boolean isReadable() {
        return this != DISCONNECTING && this != DISCONNECTED && this != TOKEN_DEAD;
    }

    /** Whether somebody outside Aviary has to act before data flows again. */
    public boolean needsAttention() {
        return this == REAUTH || this == ACCOUNT_SETUP_REQUIRED || this == NO_PERMISSION || this == TOKEN_DEAD;
    }
}
