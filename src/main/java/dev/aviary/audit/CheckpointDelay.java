package dev.aviary.audit;

import java.time.Instant;
import java.util.Optional;

/** Whether checkpoints keep up with the log. Thread-safe. */
public interface CheckpointDelay {

    /**
     * Costs a few statements and verifies nothing.
     *
     * @return when the oldest event was written that no checkpoint of the database has, if that is more than twice {@code aviary.audit.checkpoint-every} ago: a
     *     service that runs would have signed it by then
     */
    Optional<Instant> overdueSince();
}
