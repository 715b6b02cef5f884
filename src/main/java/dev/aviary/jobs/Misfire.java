package dev.aviary.jobs;

/** What happens with a scheduled time that passed while nothing was running to see it. */
public enum Misfire {
    /** Run once, as soon as possible, however many times were missed. */
    RUN_ONCE,
    /** Wait for the next scheduled time. */
    SKIP
}
