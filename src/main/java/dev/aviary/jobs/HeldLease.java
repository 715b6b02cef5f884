package dev.aviary.jobs;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A lease that this process holds, or held until it was lost. */
final class HeldLease implements RunLease {

    private final String job;
    private final long fence;
    private final @Nullable Long leftBehind;
    private final AtomicLong run = new AtomicLong();
    private volatile boolean mustStop;
    private volatile boolean lost;

    /** @param leftBehind the run of the dead owner that the lease was taken from; null if it was free */
    HeldLease(String job, long fence, @Nullable Long leftBehind) {
        this.job = job;
        this.fence = fence;
        this.leftBehind = leftBehind;
    }

    String job() {
        return job;
    }

    @Nullable
    Long leftBehind() {
        return leftBehind;
    }

    @Override
    public long run() {
        return run.get();
    }

    @Override
    public long fence() {
        return fence;
    }

    @Override
    public boolean mustStop() {
        return mustStop;
    }

    boolean isLost() {
        return lost;
    }

    void belongsTo(long runId) {
        run.set(runId);
    }

    void askToStop() {
        mustStop = true;
    }

    void lose() {
        lost = true;
        mustStop = true;
    }
}
