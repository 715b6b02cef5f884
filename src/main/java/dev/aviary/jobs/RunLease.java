package dev.aviary.jobs;

/** The ownership of a run by this process, for as long as it shows signs of life (law 6). Thread-safe. */
public interface RunLease {

    /** The run: stays the same over stops, kills, restarts and take-overs. */
    long run();

    /**
     * The fencing number. Every write of the run carries it and must fail once a higher one was given out.
     */
    long fence();

    /** Whether the run must come to a safe point and end now: somebody asked it to stop, or the lease was lost. Never blocks. */
    boolean mustStop();
}
