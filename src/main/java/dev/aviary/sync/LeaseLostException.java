package dev.aviary.sync;

import dev.aviary.tenancy.ConnectionId;

/** Another owner has the run; nothing more may be written under the old fence (law 6). */
final class LeaseLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LeaseLostException(long run, ConnectionId connection, long fence) {
        super("Run " + run + " was taken over: connection " + connection + " can no longer be written under fence "
                + fence);
    }
}
