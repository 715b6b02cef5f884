package dev.aviary.sync;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people may ask about syncs: counts, states and causes; never data. Thread-safe. */
public interface SyncRuns {

    /** The job's name. */
    String JOB = NightlySyncJob.NAME;

    /** Parameter: id of the one tenant to read. */
    String TENANT = NightlySyncJob.TENANT;

    /** Parameter: id of the one connection to read. */
    String CONNECTION = NightlySyncJob.CONNECTION;

    /** Parameter: {@code true} to read what cannot have changed, too. */
    String FULL = NightlySyncJob.FULL;

    /** Every connection of a run, in the order of the plan. */
    List<Line> lines(long run);

    /** How far a run is, or how it went. */
    Total total(long run);

    /** The newest task of each connection, over all runs. */
    List<Line> newestOfEachConnection();

    /**
     * A connection in a run.
     *
     * @param tenant the tenant's name
     * @param products what the token may read, in Finch's words
     * @param cause machine word for why it is late, waiting or failed; null if it is not
     * @param warning machine word for something that an operator should know; null if there is nothing
     */
    record Line(
            long run,
            String tenant,
            String connection,
            List<String> products,
            TaskState state,
            @Nullable String cause,
            @Nullable String warning,
            String missing,
            int requests,
            Rows rows,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt) {}

    /** Rows by what became of them, and items that could not be had. */
    record Rows(long added, long changed, long unchanged, long gone, long failedItems) {

        public long all() {
            return added + changed + unchanged;
        }
    }

    /**
     * A run in figures.
     *
     * @param connections in the plan
     * @param ended of these
     * @param trouble late or failed
     */
    record Total(
            int connections, int ended, int done, int upToDate, int waiting, int trouble, int requests, Rows rows) {

        public String inWords() {
            return done + " of " + connections + " connections read, " + upToDate + " up to date, " + waiting
                    + " waiting for data, " + trouble
                    + " in trouble; rows: " + rows.added() + " new, " + rows.changed() + " changed, " + rows.unchanged()
                    + " unchanged, "
                    + rows.gone() + " gone; " + requests + " requests, " + rows.failedItems() + " failed items";
        }
    }
}
