package dev.aviary.audit;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people ask of the audit log. Thread-safe. */
public interface AuditOffice {

    /** Whether an act of this kind was ever written down. May read the whole log. */
    boolean knows(AuditAct act);

    /** The newest events, newest first. */
    List<AuditEntry> newest(int most);

    /**
     * Signs where the log ends now, keeps that in the database and in the second place. What came since the checkpoint before is verified first: nothing is
     * signed that was changed.
     *
     * @return the number of the new checkpoint; empty if there is nothing new since the last one
     * @throws AuditBrokenException if the log, or one of the two places, is not what it was
     */
    Optional<Long> checkpoint();

    /**
     * Signs a checkpoint, then writes everything up to it into a new file, as JSON lines that {@link AuditExport} verifies without a database.
     * The audit event comes first: it stays if the file cannot be written to its end.
     *
     * @return the number of events
     * @throws AuditBrokenException as {@link #checkpoint}
     */
    long export(Path file);

    /**
     * Verifies all of the log in the database, and all checkpoints there and in the second place.
     *
     * @param checkpoints the second place; null for the configured one
     * @param progress is told how many events are done, of those there were at the beginning
     */
    Verification verify(@Nullable Path checkpoints, VerificationProgress progress);

    /** The same, telling nobody how far it is. */
    default Verification verify(@Nullable Path checkpoints) {
        return verify(checkpoints, VerificationProgress.NONE);
    }
}
