package dev.aviary.tenancy;

/** A connection was claimed for one tenant while it belongs to another (law 7: one tenant's trouble is its own). */
public final class ForeignConnectionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ForeignConnectionException(ConnectionId connection) {
        super("Connection " + connection
                + " is on record for another tenant; one connection belongs to exactly one tenant");
    }
}
