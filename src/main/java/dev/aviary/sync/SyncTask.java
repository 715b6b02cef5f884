package dev.aviary.sync;

import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.TenantId;

/**
 * A connection as one worker reads it in one run. The cursor moves with each committed page; everything else stays.
 *
 * @see SyncTasks
 */
final class SyncTask {

    private final long run;
    private final ConnectionId connection;
    private final TenantId tenant;
    private final long fence;
    private final boolean fullRead;
    private Cursor cursor;

    SyncTask(long run, ConnectionId connection, TenantId tenant, long fence, boolean fullRead, Cursor cursor) {
        this.run = run;
        this.connection = connection;
        this.tenant = tenant;
        this.fence = fence;
        this.fullRead = fullRead;
        this.cursor = cursor;
    }

    long run() {
        return run;
    }

    ConnectionId connection() {
        return connection;
    }

    TenantId tenant() {
        return tenant;
    }

    long fence() {
        return fence;
    }

    boolean isFullRead() {
        return fullRead;
    }

    Cursor cursor() {
        return cursor;
    }

    void moveTo(Cursor next) {
        cursor = next;
    }
}
