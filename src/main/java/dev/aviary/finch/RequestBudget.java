package dev.aviary.finch;

import java.time.Instant;

/**
 * The requests Finch allows the whole application: at most N in any rolling 60 seconds per bucket over all threads and processes, and never so
 * many from this host that the per-IP limit comes near (law 8, finch-api 4). Thread-safe; independent of the caller's transaction.
 */
public interface RequestBudget {

    /**
     * Waits until the call may be sent, first come, first served within the process. The permit counts as spent until 60 seconds after it is
     * closed, because only then is it certain when the request reached Finch.
     *
     * @throws InterruptedException if interrupted while waiting; nothing is spent then
     * @throws FinchException {@code HOST_LIMIT} while the host is silenced; {@link FinchException#notBefore} says until when
     */
    Permit acquire(Bucket bucket) throws InterruptedException;

    /** One request's share; close it when the head of the answer has arrived or the call has failed. Closing twice does nothing. */
    interface Permit extends AutoCloseable {

        @Override
        void close();
    }

    /**
     * Finch said 429 for the host: nobody may call for an hour (finch-api 4), processes that start later included.
     *
     * @return when the silence ends
     */
    Instant silenceHost();
}
