package dev.aviary.sync;

/** Where a connection stands within one run. */
public enum TaskState {
    /** Not begun, or put back after a stop or a take-over. */
    PLANNED,
    /** A worker is reading it. */
    RUNNING,
    /** Everything granted was read. */
    DONE,
    /** Finch has nothing newer than what is stored; nothing was read. */
    UP_TO_DATE,
    /** Finch has no data yet (202, pending, processing). */
    WAITING,
    /** Somebody outside has to act: sign in again, finish the set-up, grant rights, connect anew. */
    LATE,
    /** Something broke; the cause is recorded and the next run tries again. */
    FAILED,
    /** Not to be read: disconnecting or disconnected. */
    SKIPPED;

    /** Whether the run has nothing more to do for it. */
    public boolean isEnded() {
        return this != PLANNED && this != RUNNING;
    }

    /** Whether an operator should look. */
    public boolean isTrouble() {
        return this == LATE || this == FAILED;
    }
}
