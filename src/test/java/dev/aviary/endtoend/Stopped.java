package dev.aviary.endtoend;

import dev.aviary.jobs.JobRun;
import java.util.Random;
import org.springframework.context.ApplicationContext;

/** A way to run a sync so that it can be stopped. {@code toString} says how the last stop came. */
interface Stopped extends AutoCloseable {

    /** The same way, for a new run on this store. */
    Stopped begin(Trial trial);

    /**
     * Starts the run, or restarts it where it was stopped, and stops it at a random moment.
     *
     * @param again whether to stop it; if not, it runs to its end
     * @return the run as the history has it; complete if the stop came too late
     */
    JobRun goOn(Random random, boolean again);

    /** The store, to look into after the run has ended; it stays open until the run goes on. */
    ApplicationContext store();

    @Override
    void close();
}
