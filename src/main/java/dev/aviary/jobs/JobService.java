package dev.aviary.jobs;

/** The part of the jobs room that only the service runs: the armed schedule, and the watch over runs whose owner died. */
public interface JobService {

    /** Starts both; they go on until the application context closes. */
    void start();
}
