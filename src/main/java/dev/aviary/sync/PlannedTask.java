package dev.aviary.sync;

import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A connection as the plan puts it on the list.
 *
 * @param requests what reading it will probably cost
 * @param state PLANNED, or how it ends at once if it is not to be read
 */
record PlannedTask(
        long run,
        ConnectionId connection,
        TenantId tenant,
        int position,
        int requests,
        TaskState state,
        @Nullable String cause,
        long fence,
        boolean fullRead) {}
