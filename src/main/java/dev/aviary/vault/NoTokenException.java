package dev.aviary.vault;

import dev.aviary.tenancy.ConnectionId;

/** The vault holds no token for a connection. */
public final class NoTokenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NoTokenException(ConnectionId connection) {
        super("The vault holds no token for connection " + connection + "; add it with 'aviary connections add'");
    }
}
